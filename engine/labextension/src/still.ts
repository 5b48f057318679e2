/** While a cell runs, what it showed stays in its place until the new output is drawn: nothing flickers, nothing jumps. */

import { CodeCell } from "@jupyterlab/cells";

const LOOK_EVERY = 60; // ms
const LONGEST = 10_000; // ms after which the new output is shown in any case
const NOT_THERE = /Loading widget/;

const held = new WeakMap<CodeCell, { still: HTMLElement; holds: number }>();

/** Keep the look of a cell's output. Call it before the cell runs; the result ends it once the new output is drawn. */
export function keepLook(cell: CodeCell): () => Promise<void> {
  const live = cell.node.querySelector<HTMLElement>(".jp-Cell-outputWrapper");
  const look = held.get(cell);
  if (look) look.holds++; // it runs once more meanwhile: the first look stays until both are done
  else if (live?.offsetHeight) held.set(cell, { still: stillOf(live), holds: 1 });
  else return async () => undefined;
  return async () => {
    await drawn(cell, live!);
    const now = held.get(cell);
    if (!now || --now.holds > 0) return;
    held.delete(cell);
    live!.classList.remove("lk-behind");
    now.still.remove();
  };
}

/** Put a still of an output in its place; the output itself goes behind it. */
function stillOf(live: HTMLElement): HTMLElement {
  const still = live.cloneNode(true) as HTMLElement;
  still.classList.add("lk-still");
  still.inert = true;
  live.before(still);
  live.classList.add("lk-behind");
  return still;
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
