/** Tells when the learner may have done something: an answer reached a kernel, or the window is looked at again. */

import { INotebookTracker, NotebookPanel } from "@jupyterlab/notebook";

const REST = 700; // ms after the last message of a kernel

export class Watch {
  private timer = 0;

  constructor(
    tracker: INotebookTracker,
    private tell: () => void,
  ) {
    tracker.forEach((panel) => this.listen(panel));
    tracker.widgetAdded.connect((_, panel) => this.listen(panel));
    window.addEventListener("focus", () => this.soon());
    document.addEventListener("visibilitychange", () => document.hidden || this.soon());
  }

  /** Tell once, when all is at rest. */
  soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(this.tell, REST);
  }

  private listen(panel: NotebookPanel): void {
    panel.sessionContext.iopubMessage.connect((_, message) => {
      if (message.header.msg_type === "comm_msg" || message.header.msg_type === "execute_result") this.soon();
    });
  }
}
