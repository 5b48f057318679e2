/** What the home page and the panel at the left are made of. */

import { aside, Doings, goOn, Home, linkTo, make, ring, Stop, time } from "./road";
import { coverOf } from "./server";

const BEGINNING = "To begin with";
const ENDING = "To look back and to look up";

/** The page in the main area. */
export function page(home: Home, doings: Doings): Node[] {
  return [
    make(
      "div",
      { class: "lk-inner" },
      make("h1", {}, home.title),
      goOn(home, doings),
      aside(home, doings),
      ...sections(home).map(({ name, lessons, pages }) =>
        make(
          "section",
          {},
          make("h2", {}, name),
          make("ol", { class: lessons ? "lk-cards" : "lk-others", role: "list" }, ...pages.map((one) => (lessons ? card(one, doings) : other(one, doings)))),
        ),
      ),
    ),
  ];
}

/** The panel at the left: the same road, without covers. */
export function panel(home: Home, doings: Doings): Node[] {
  const button = (name: string, command: string) => {
    const made = make("button", { type: "button", "data-lk-key": command }, name);
    made.addEventListener("click", () => doings.act(command));
    return made;
  };
  return [
    make("h2", { class: "lk-title" }, home.title),
    make("p", { class: "lk-row" }, button("Home", "lessonkit:home"), button("Restore this page", "lessonkit:restore")),
    goOn(home, doings),
    ...sections(home).map(({ name, pages }) =>
      make("section", {}, make("h3", {}, name), make("ol", { role: "list" }, ...pages.map((one) => row(one, doings)))),
    ),
    aside(home, doings),
  ].filter((node): node is HTMLElement => node !== null);
}

/** The parts with their names; what stands before and after the lessons has one too. */
function sections(home: Home): { name: string; lessons: boolean; pages: Stop[] }[] {
  const parts = home.parts.filter(({ pages }) => pages.length);
  const first = parts.findIndex(({ name }) => name);
  return parts.map(({ name, pages }, place) => ({ name: name || (place < first ? BEGINNING : ENDING), lessons: name !== "", pages }));
}

function other(stop: Stop, doings: Doings): HTMLElement {
  return make(
    "li",
    {},
    linkTo(stop.path, doings, {}, `${stop.number} ${stop.title}`),
    make("span", { class: "lk-question" }, stop.question),
    stop.total ? done(stop) : null,
  );
}

function card(stop: Stop, doings: Doings): HTMLElement {
  const picture = stop.cover
    ? make("img", { class: "lk-cover", src: coverOf(stop.slug), alt: "", loading: "lazy" })
    : make("span", { class: "lk-cover lk-tile", "aria-hidden": "true" }, stop.number);
  return make(
    "li",
    { class: "lk-card" },
    picture,
    make("h3", {}, linkTo(stop.path, doings, {}, `${stop.number} ${stop.title}`)),
    make("p", { class: "lk-question" }, stop.question),
    done(stop),
    stop.exercises && make("p", { class: "lk-book" }, linkTo(stop.exercises.path, doings, {}, make("span", { class: "lk-unseen" }, `${stop.number} `), "Exercises")),
  );
}

function row(stop: Stop, doings: Doings): HTMLElement {
  return make("li", {}, stop.total ? ring(stop) : make("span", { class: "lk-ring" }), linkTo(stop.path, doings, {}, `${stop.number} ${stop.title}`), make("span", { class: "lk-note" }, stop.words));
}

function done(stop: Stop): HTMLElement {
  return make("p", { class: "lk-done", title: stop.more }, stop.total ? ring(stop) : null, make("span", {}, [stop.words, time(stop)].filter(Boolean).join(", ")));
}
