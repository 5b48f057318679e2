/** Where the reader is: kept on the server, found again, and not lost while outputs above change their height. */

import { NotebookPanel } from "@jupyterlab/notebook";
import { CoursePage } from "./page";
import { Place, keepPlace } from "./server";

const TOUCHED = 600; // ms after a touch of mouse or keyboard in which a scroll is the reader's
const KEEP_AFTER = 500; // ms of rest

/** Remember the last #anchor that a panel was opened with: it wins over the place that was left. */
export class Fragment {
  last = "";
  private go: (fragment: string) => void;

  constructor(panel: NotebookPanel) {
    this.go = panel.setFragment.bind(panel);
    panel.setFragment = (fragment: string) => {
      this.last = fragment;
      this.go(fragment);
    };
  }

  /** Go there once more: what it names may be drawn by now. */
  again(): void {
    if (this.last) this.go(this.last);
  }
}

export class Reader {
  private at: Place | null;
  private touched = -Infinity;
  private holds = 0;
  private timer = 0;
  private observer = new ResizeObserver(() => this.settle());

  constructor(
    private page: CoursePage,
    private fragment: Fragment,
  ) {
    this.at = fragment.last ? null : page.facts.place;
    const { signal, abort } = new AbortControl();
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"])
      document.addEventListener(type, () => this.touch(), { capture: true, passive: true, signal });
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true, signal });
    this.observer.observe(page.notebook.viewportNode);
    page.panel.disposed.connect(() => {
      abort();
      this.observer.disconnect();
    });
  }

  /** Stay where the reader is while `work` is done. */
  async hold(work: Promise<unknown>): Promise<void> {
    const began = performance.now();
    this.at ??= this.fragment.last ? null : this.read();
    this.holds += 1;
    this.touched = -Infinity; // the press that led here is no scroll of the reader's
    this.settle();
    await work.catch(() => undefined);
    await new Promise((done) => setTimeout(done, TOUCHED / 2));
    this.holds -= 1;
    if (this.fragment.last && this.touched < began) this.fragment.again();
    this.fragment.last = "";
  }

  /** Make the cell at the place the active one. */
  activate(): void {
    const { notebook } = this.page;
    const index = notebook.widgets.findIndex((cell) => cell.model.id === (this.at ?? this.read())?.cell);
    if (index >= 0) notebook.activeCellIndex = index;
    notebook.deselectAll();
  }

  /** Go back to the place, when the page is shown again. */
  settle(): void {
    if (!this.at || !this.page.panel.isVisible) return;
    const cell = this.page.notebook.widgets.find((widget) => widget.model.id === this.at?.cell);
    if (!cell?.node.isConnected) return;
    const away = cell.node.getBoundingClientRect().top + this.at.offset - this.scroller.getBoundingClientRect().top;
    if (Math.abs(away) > 1) this.scroller.scrollTop += away;
  }

  private get scroller(): HTMLElement {
    return this.page.notebook.outerNode;
  }

  private touch(): void {
    this.touched = performance.now();
  }

  private scrolled(): void {
    if (!this.page.panel.isVisible) return;
    const held = this.holds > 0 || this.page.state === "asleep" || this.page.state === "starting";
    if (held && performance.now() - this.touched > TOUCHED) return this.settle();
    this.at = this.read();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.at && void keepPlace(this.page.panel.context.path, this.at), KEEP_AFTER);
  }

  private read(): Place | null {
    const top = this.scroller.getBoundingClientRect().top;
    for (const cell of this.page.notebook.widgets) {
      const box = cell.node.getBoundingClientRect();
      if (box.bottom > top + 1) return { cell: cell.model.id, offset: Math.round(top - box.top) };
    }
    return null;
  }
}

class AbortControl {
  private control = new AbortController();
  readonly signal = this.control.signal;
  readonly abort = () => this.control.abort();
}
