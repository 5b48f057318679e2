/** A strip at the top and at the foot of each page of the course: the page before, home, the next, and its exercises. */

import { Notification } from "@jupyterlab/apputils";
import { CommandRegistry } from "@lumino/commands";
import { CoursePage } from "./page";
import { make } from "./road";
import { Link, restorePage } from "./server";

const HOME = "lessonkit:home";
const REST = 20_000; // ms that are waited at most
const FOOT = "foot"; // the tag that the build gives the cell
export const RESTORE = "lessonkit:restore";

/** Give a page its strips. */
export function addStrips(page: CoursePage, commands: CommandRegistry): void {
  const { outerNode } = page.notebook;
  outerNode.prepend(strip(page, commands, "Course"));
  outerNode.append(strip(page, commands, "Course, at the foot"));
  // The same links as text, for those who have no strip.
  for (const cell of page.notebook.widgets) if (cell.model.getMetadata("tags")?.includes(FOOT)) cell.addClass("lk-foot");
}

function strip(page: CoursePage, commands: CommandRegistry, name: string): HTMLElement {
  const { previous, beside, next, kind } = page.facts;
  const go = (link: Link | null, before: string, after = "") =>
    link && button(`${before}${link.title}${after}`, () => void turn(page, link.path, commands));
  const node = make(
    "nav",
    { class: "lk-strip", "aria-label": name },
    go(previous, "← "),
    button("Home", () => void (commands.hasCommand(HOME) ? commands.execute(HOME) : page.facts.up && turn(page, page.facts.up.path, commands))),
    kind === "lesson" ? go(beside, "") : null,
    go(next, "", " →"),
  );
  // What happens here is nothing to the notebook, which would give the focus to a cell and take a key as a command.
  for (const type of ["focusin", "mousedown"]) node.addEventListener(type, (event) => event.stopPropagation());
  node.addEventListener("keydown", (event) => event.ctrlKey || event.metaKey || event.altKey || event.stopPropagation());
  return node;
}

function button(name: string, act: () => void): HTMLElement {
  const made = make("button", { type: "button" }, name);
  made.addEventListener("click", act);
  return made;
}

/** Open another page in the place of this one, so that tabs do not pile up. A page with unsaved work stays open. */
async function turn(page: CoursePage, path: string, commands: CommandRegistry): Promise<void> {
  await commands.execute("docmanager:open", { path, options: { ref: page.panel.id, mode: "tab-after" } });
  await rest(page);
  // The reader may have come back meanwhile.
  const { context, isVisible } = page.panel;
  if (!context.isDisposed && !isVisible && !context.model.dirty) page.panel.close();
}

/** Wait until a page has saved what was changed, and its cells are run: a kernel that is stopped before complains. */
async function rest(page: CoursePage): Promise<void> {
  const { panel } = page;
  const busy = () => !panel.isDisposed && (page.state === "starting" || panel.context.model.dirty);
  for (let tries = 0; busy() && tries < REST / 100; tries++) await new Promise((done) => setTimeout(done, 100));
}

/** Bring the page back as it was built, once what the learner did last has gone to the file. */
export async function restore(page: CoursePage): Promise<void> {
  const { context } = page.panel;
  await rest(page);
  const said = await restorePage(context.path);
  await context.revert();
  page.panel.node.dispatchEvent(new CustomEvent("lessonkit:run-page", { bubbles: true }));
  Notification.info(said, { autoClose: 15_000 });
}
