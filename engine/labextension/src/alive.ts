/** A page of the course comes to life: a kernel without a question, and the cells that the course wrote are run. */

import { CodeCell } from "@jupyterlab/cells";
import { keepLook } from "./still";
import { CoursePage } from "./page";

const TURNS = 5;
// A cell that fails must not stop the others: each shows what it has to say.
const GO_ON = { tags: ["raises-exception"] };

/** Run the page's cells in a kernel, which is started if there is none. Resolves when all of them are drawn. */
export async function start(page: CoursePage): Promise<void> {
  if (page.state === "starting") return;
  page.state = "starting";
  try {
    await withKernel(page);
    await Promise.all(page.written.map((cell) => run(page, cell)));
    await runTheBlank(page);
    if (!page.panel.isDisposed) page.state = "alive";
  } catch {
    if (!page.panel.isDisposed) page.state = "lost";
  }
}

async function withKernel({ session }: CoursePage): Promise<void> {
  await session.ready;
  if (!session.session?.kernel && (await session.startKernel())) throw new Error("There is no kernel for this page.");
}

/**
 * Run what is still blank. "Run All" in the first second takes the cells over, and a cell of the learner's that fails in it
 * takes those behind it out of the queue.
 */
export async function runTheBlank(page: CoursePage): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await page.session.session?.kernel?.requestKernelInfo(); // stands behind all that waits
    const blank = page.written.filter((cell) => page.isBlank(cell));
    if (!blank.length) return;
    await Promise.all(blank.map((cell) => run(page, cell)));
  }
}

async function run(page: CoursePage, cell: CodeCell): Promise<void> {
  const show = keepLook(cell);
  const { deletedCells } = page.notebook.model!;
  const execute = () =>
    // A cell that runs once more meanwhile, by the learner's key, ends the first run of it: that is no failure.
    CodeCell.execute(cell, page.session, { deletedCells, ...GO_ON }).catch(() => undefined);
  let reply = await execute();
  // A cell of the learner's that failed, in "Run All", takes all that waits behind it out of the queue.
  while (reply?.content.status === "aborted" && !cell.isDisposed) reply = await execute();
  await show();
}
