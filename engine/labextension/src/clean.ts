/** A page of the course is never "not saved": what the learner does in cells of their own is saved by itself, and no more. */

import { DocumentRegistry } from "@jupyterlab/docregistry";
import { INotebookModel } from "@jupyterlab/notebook";
import { IMessageHandler, Message, MessageLoop } from "@lumino/messaging";
import { CoursePage } from "./page";

const SAVE_AFTER = 600; // ms of rest

export class Clean {
  private saved: string;
  private timer = 0;

  constructor(private page: CoursePage) {
    this.saved = this.learners();
    this.model.dirty = false;
    this.model.stateChanged.connect((_, change) => change.name === "dirty" && change.newValue && this.look());
    this.model.contentChanged.connect(() => this.look());
    MessageLoop.installMessageHook(page.panel, (_: IMessageHandler, message: Message) => this.heard(message));
    page.panel.disposed.connect(() => window.clearTimeout(this.timer));
    neverAsk(page.panel.context);
  }

  private get model(): INotebookModel {
    return this.page.panel.context.model;
  }

  /** All that is the learner's, and where it stands, as text. */
  private learners(): string {
    return JSON.stringify(
      [...this.model.cells].map((cell) => (this.page.isLearners(cell) ? cell.toJSON() : cell.id)),
    );
  }

  private look(): void {
    if (this.learners() === this.saved) {
      this.model.dirty = false;
      return;
    }
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), SAVE_AFTER);
  }

  private async save(): Promise<void> {
    window.clearTimeout(this.timer);
    const { context } = this.page.panel;
    const now = this.learners();
    if (now === this.saved || !context.canSave) return;
    await context.save().catch(() => undefined);
    if (context.isDisposed) return;
    this.saved = now;
    this.look();
  }

  /** A tab that is closed in the midst of typing saves first, and asks nothing. */
  private heard(message: Message): boolean {
    if (message.type !== "close-request" || !this.model.dirty) return true;
    void this.save().then(() => {
      this.model.dirty = false;
      this.page.panel.close();
    });
    return false;
  }
}

/** Two tabs with the same page: the one that saves last wins, and nobody is asked "Overwrite or revert?". */
function neverAsk(context: DocumentRegistry.IContext<INotebookModel>): void {
  // JupyterLab offers no other way than its private method, which shows the question.
  const own = context as unknown as { _raiseConflict?: unknown; _manager: { contents: unknown } };
  if (typeof own._raiseConflict !== "function") return;
  const { contents } = own._manager as { contents: { save(path: string, options: object): Promise<unknown> } };
  own._raiseConflict = (_: unknown, options: object) => contents.save(context.path, options);
}
