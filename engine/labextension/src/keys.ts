/** After a click on text, a chart or a map of the course, a letter must not delete, convert or move the cell. */

import { MarkdownCell } from "@jupyterlab/cells";
import { CoursePage } from "./page";

const MAY = new Set(["j", "k", " "]); // go on to the next cell, to the one before, a window further

/** Keep JupyterLab's one-letter commands away from cells that the course keeps as they are. */
export function guardKeys(page: CoursePage): void {
  const { notebook } = page;
  for (const cell of notebook.widgets) {
    if (cell.model.getMetadata("editable") !== false) continue;
    cell.addClass("lk-locked");
    // A double click or Enter on the course's text does not open its source.
    if (cell instanceof MarkdownCell) cell.showEditorForReadOnly = false;
  }
  notebook.node.addEventListener("keydown", (event) => {
    const locked = notebook.activeCell?.model.getMetadata("editable") === false;
    const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (locked && typed && notebook.mode === "command" && !MAY.has(event.key.toLowerCase())) event.stopPropagation();
  });
}
