/** The pages of the course among all notebooks. */

import { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker } from "@jupyterlab/notebook";

export const pages: JupyterFrontEndPlugin<void> = {
  id: "lessonkit-lab:plugin",
  description: "Course pages are alive when they open.",
  autoStart: true,
  requires: [INotebookTracker],
  activate: (_app: JupyterFrontEnd, tracker: INotebookTracker) => {
    tracker.widgetAdded.connect(() => undefined);
  },
};
