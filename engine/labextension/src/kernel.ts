/** The start of a notebook's kernel waits until it is known what the notebook is, and a page of the course until it is seen. */

import { ISessionContext } from "@jupyterlab/apputils";

/**
 * Let a kernel wait; the result lets it start.
 *
 * It is the whole of the session that waits: what draws widgets asks for the kernel as soon as the session is ready.
 * "Run All" in the first second would ask the reader which kernel to start, as JupyterLab does not know yet which
 * there are. It waits as well.
 */
export function letWait(session: ISessionContext): () => void {
  const initialize = session.initialize.bind(session);
  const startKernel = session.startKernel.bind(session);
  let open = () => {};
  const gate = new Promise<void>((done) => (open = done));
  session.initialize = async () => {
    await gate;
    session.startKernel = startKernel;
    return initialize();
  };
  session.startKernel = async () => {
    await session.ready;
    return !session.session?.kernel && startKernel();
  };
  return open;
}
