/** The course as a road: what the server says of it, and the elements that show it. */

import { PageConfig, URLExt } from "@jupyterlab/coreutils";
import { ask, Link } from "./server";

/** One page on the road. `left` is in minutes; `words` says how much is done, `more` how. */
export interface Stop {
  slug: string;
  number: string;
  title: string;
  question: string;
  path: string;
  exercises: Link | null;
  minutes: number;
  left: number;
  done: number;
  total: number;
  words: string;
  more: string;
  cover: boolean;
}

/** All that a home page shows; a field is null where the course has no such thing. */
export interface Home {
  title: string;
  go_on: (Link & { words: string; begun: boolean }) | null;
  parts: { name: string; pages: Stop[] }[];
  review: (Link & { due: number }) | null;
  test: (Link & { phase: "before" | "wait" | "after" | "done"; answered: number; questions: number }) | null;
  country: { chosen: string; choices: { code: string; name: string }[] } | null;
}

/** What a part of the page can have done. */
export interface Doings {
  open(path: string): void;
  choose(code: string): void;
  act(command: string): void;
}

export function askHome(): Promise<Home | null> {
  return ask("home");
}

type Child = Node | string | null | false;

/** Make an element with attributes and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child): child is Node | string => Boolean(child)));
  return node;
}

/** A link to a page: a click opens it here, and the browser can open it in a window of its own. */
export function linkTo(path: string, doings: Doings, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const href = URLExt.join(PageConfig.getBaseUrl(), "lab/tree", URLExt.encodeParts(path));
  const link = make("a", { href, "data-lk-key": path, ...attributes }, ...children);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    doings.open(path);
  });
  return link;
}

/** A ring that is full when all is done. Its words stand beside it. */
export function ring(stop: Stop): SVGElement {
  const share = stop.total ? stop.done / stop.total : 0;
  const holder = document.createElement("template");
  holder.innerHTML = `<svg class="lk-ring" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <circle cx="12" cy="12" r="9" pathLength="100"/>
    <circle class="lk-share" cx="12" cy="12" r="9" pathLength="100" stroke-dasharray="${100 * share} 100"/>
    ${share === 1 ? '<path d="M8 12.5l2.8 2.8L16 9.5"/>' : ""}</svg>`;
  return holder.content.firstElementChild as SVGElement;
}

/** "about 30 minutes left", or how long it takes; nothing when it is done. */
export function time(stop: Stop): string {
  if (!stop.minutes || (stop.total && stop.done === stop.total)) return "";
  return stop.done ? `about ${stop.left || 1} min left` : `${stop.minutes} min`;
}

/** "Continue" with where it leads. */
export function goOn(home: Home, doings: Doings): HTMLElement | null {
  const next = home.go_on;
  if (!next) return null;
  return linkTo(
    next.path,
    doings,
    { class: "lk-go-on" },
    make("strong", {}, next.begun ? "Continue here" : "Begin here"),
    make("span", {}, next.title + (next.words ? `: ${next.words}` : "")),
  );
}

const PHASES = {
  before: "A short test shows you at the end what you have learned.",
  wait: "The first part is handed in. The second comes after the lessons.",
  after: "The second part is begun.",
  done: "Your result is there.",
};

/** Reviews, the concept test and the learner's country. */
export function aside(home: Home, doings: Doings): HTMLElement {
  const { review, test, country } = home;
  return make(
    "ul",
    { class: "lk-aside" },
    review &&
      make(
        "li",
        {},
        linkTo(review.path, doings, {}, review.title),
        make("span", {}, review.due ? `${review.due} ${review.due === 1 ? "question is" : "questions are"} due for review.` : "Nothing is due for review now."),
      ),
    test &&
      make(
        "li",
        {},
        linkTo(test.path, doings, {}, test.title),
        make("span", {}, PHASES[test.phase] + (test.answered && test.phase !== "wait" && test.phase !== "done" ? ` ${test.answered} of ${test.questions} answered.` : "")),
      ),
    country && make("li", {}, chooser(country, doings)),
  );
}

function chooser(country: NonNullable<Home["country"]>, doings: Doings): HTMLElement {
  const list = make("select", { "data-lk-key": "country" }, make("option", { value: "" }, "None"));
  for (const { code, name } of country.choices) list.append(make("option", { value: code }, name));
  list.value = country.chosen;
  list.addEventListener("change", () => doings.choose(list.value));
  return make("label", {}, make("span", {}, "My country"), list, make("span", { class: "lk-note" }, "Charts mark it."));
}
