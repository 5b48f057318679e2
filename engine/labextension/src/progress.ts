/** Tables that `progress()` made stay true while the learner answers, without running their cell again. */

import { NotebookPanel } from "@jupyterlab/notebook";
import { CommandRegistry } from "@lumino/commands";
import { ask } from "./server";

const TABLE = ".lk-progress";

export async function keepTables(commands: CommandRegistry): Promise<void> {
  const shown = () => [...document.querySelectorAll<HTMLElement>(`.jp-Notebook ${TABLE}`)].filter((node) => node.offsetParent);
  if (!shown().length) return;
  const now = await ask<{ html: string }>("progress");
  if (!now) return;
  const fresh = new DOMParser().parseFromString(now.html, "text/html").querySelector(TABLE);
  for (const table of shown()) {
    if (!fresh || table.dataset.lkNow === now.html || table.contains(document.activeElement)) continue;
    table.replaceChildren(...fresh.cloneNode(true).childNodes);
    table.dataset.lkNow = now.html;
    for (const link of table.querySelectorAll<HTMLAnchorElement>("a[href]")) lead(link, commands);
  }
}

/** The links are as in a notebook's folder, which the browser does not know. */
function lead(link: HTMLAnchorElement, commands: CommandRegistry): void {
  const [path, place] = (link.getAttribute("href") ?? "").replace(/^(\.\.\/)+/, "").split("#cell-id=");
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const panel: NotebookPanel | undefined = await commands.execute("docmanager:open", { path });
    await panel?.revealed;
    const index = panel?.content.widgets.findIndex((cell) => cell.model.id === place) ?? -1;
    if (!panel || index < 0) return;
    panel.content.activeCellIndex = index;
    await panel.content.scrollToItem(index, "start");
    panel.content.activate();
  });
}
