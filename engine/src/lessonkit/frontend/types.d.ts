// The types of the browser code that cannot be read from the code itself. For the check alone: no widget loads this file.

/** The widget's model, as anywidget hands it over. */
interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(message: unknown): void;
  on(event: string, act: (message?: any) => void): void;
  off(event: string, act: (message?: any) => void): void;
  widget_manager: { get_model(id: string): Promise<any> };
}

/** What a selector finds is not checked: the file that asks has made it, or a file beside it. */
interface ParentNode {
  querySelector(selector: string): any;
  querySelectorAll(selector: string): NodeListOf<any>;
}
interface Element {
  closest(selector: string): any;
}

/** What answers.js makes an element of: `text` and `html` fill it, `on` holds listeners, the rest are attributes. */
interface Attributes {
  text?: string | number;
  html?: string;
  on?: Record<string, (event: any) => void>;
  [attribute: string]: any;
}

/** What the part of a kind is given. */
interface Context {
  view: any;
  describedBy: string;
  edit(answer: unknown): void;
  check(): void;
  score(points: number[]): void;
  announce(text: string): void;
}

/** What the part of a kind returns. `show` sets the controls and must not call `edit`. */
interface Part {
  nodes: (HTMLElement | null)[];
  show(answer: any): void;
  react?(state: any): void;
  /** What the learner wrote in words of their own, which takes time to write again. */
  ownText?(): string;
  /** Its kind is answered in a cell of the notebook. */
  inCell?: boolean;
}
