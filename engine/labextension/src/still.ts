/** While a cell runs, what it showed stays in its place until the new output is drawn: nothing flickers, nothing jumps. */

import { CodeCell } from "@jupyterlab/cells";

const LOOK_EVERY = 60; // ms
const LONGEST = 10_000; // ms after which the new output is shown in any case
const NOT_THERE = /Loading widget/;

/** Keep the look of a cell's output. Call it before the cell runs; the result ends it once the new output is drawn. */
export function keepLook(cell: CodeCell): () => Promise<void> {
  const live = cell.node.querySelector<HTMLElement>(".jp-Cell-outputWrapper");
  if (!live || !live.offsetHeight) return async () => undefined;
  cell.node.querySelector(".lk-still")?.remove();
  const still = live.cloneNode(true) as HTMLElement;
  still.classList.remove("lk-behind");
  still.classList.add("lk-still");
  still.inert = true;
  live.before(still);
  live.classList.add("lk-behind");
  return async () => {
    if (still.isConnected) await drawn(cell, live);
    if (!still.isConnected) return; // it runs once more, and another look is kept
    live.classList.remove("lk-behind");
    still.remove();
  };
}

/** Wait until the output has come to rest. */
async function drawn(cell: CodeCell, live: HTMLElement): Promise<void> {
  const until = performance.now() + LONGEST;
  let before = -1;
  while (performance.now() < until && !cell.isDisposed) {
    const height = live.scrollHeight;
    const empty = cell.model.outputs.length === 0;
    if (empty || (height > 0 && height === before && !NOT_THERE.test(live.textContent ?? ""))) return;
    before = height;
    await new Promise((done) => setTimeout(done, LOOK_EVERY));
  }
}
