/** Each page has a kernel of its own. Only those looked at last keep it; the others get a new one when they are shown. */

import { CoursePage } from "./page";

const KEPT = 3; // a kernel takes some 112 MB

/** Shut down the kernels of the pages that were not looked at for the longest time. */
export async function letSleep(pages: Iterable<CoursePage>): Promise<void> {
  const awake = [...pages].filter((page) => page.state === "alive" && page.session.session?.kernel);
  awake.sort((one, other) => other.looked - one.looked);
  await Promise.all(awake.slice(KEPT).filter(mayEnd).map(end));
}

function mayEnd(page: CoursePage): boolean {
  return !page.panel.isVisible && !page.holdsWork && page.session.session?.kernel?.status === "idle";
}

async function end(page: CoursePage): Promise<void> {
  page.state = "asleep";
  await page.session.shutdown().catch(() => undefined);
}
