/** A page of the course is never "not saved": what the learner does in cells of their own is saved by itself, and no more. */

import { ICell } from "@jupyterlab/nbformat";
import { INotebookModel } from "@jupyterlab/notebook";
import { Contents } from "@jupyterlab/services";
import { IMessageHandler, Message, MessageLoop } from "@lumino/messaging";
import { CoursePage } from "./page";

const SAVE_AFTER = 600; // ms of rest

export class Clean {
  private saved: string;
  private sources = new Map<string, string>();
  private timer = 0;

  constructor(private page: CoursePage) {
    this.saved = this.learners();
    this.note();
    this.model.dirty = false;
    this.model.stateChanged.connect((_, change) => change.name === "dirty" && change.newValue && this.look());
    this.model.contentChanged.connect(() => this.look());
    MessageLoop.installMessageHook(page.panel, (_: IMessageHandler, message: Message) => this.heard(message));
    page.panel.disposed.connect(() => window.clearTimeout(this.timer));
    this.neverAsk();
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
    this.note();
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

  /** Note what is on the disk. */
  private note(): void {
    this.sources = new Map([...this.model.cells].map((cell) => [cell.id, cell.sharedModel.getSource()]));
  }

  /** When another tab has saved meanwhile, its work is taken over, and nobody is asked "Overwrite or revert?". */
  private neverAsk(): void {
    const { context } = this.page.panel;
    // JupyterLab offers no other way than its private method, which shows the question.
    const own = context as unknown as { _raiseConflict?: unknown; _manager: { contents: Contents.IManager } };
    if (typeof own._raiseConflict !== "function") return;
    own._raiseConflict = async () => {
      const { contents } = own._manager;
      this.takeOver((await contents.get(context.path)).content.cells);
      return contents.save(context.path, { type: "notebook", format: "json", content: this.model.toJSON() });
    };
  }

  /** Take from the disk what was not changed here: other texts of cells, and new cells. */
  private takeOver(cells: ICell[]): void {
    const { sharedModel } = this.model;
    cells.forEach((cell, place) => {
      const source = Array.isArray(cell.source) ? cell.source.join("") : cell.source;
      const mine = sharedModel.cells.find(({ id }) => id === cell.id);
      const before = this.sources.get(cell.id as string);
      if (mine && mine.getSource() === before && source !== before) mine.setSource(source);
      if (!mine && before === undefined) sharedModel.insertCell(Math.min(place, sharedModel.cells.length), cell as never);
    });
  }
}
