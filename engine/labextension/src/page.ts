/** A notebook of the course in JupyterLab: what the course wrote in it, and what is the learner's. */

import { Cell, CodeCell, ICellModel } from "@jupyterlab/cells";
import { NotebookPanel } from "@jupyterlab/notebook";
import { ISignal, Signal } from "@lumino/signaling";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Facts } from "./server";

/** asleep: pictures, no kernel. starting: its cells run. alive. lost: the kernel ended by itself. off: it waits to be run. */
export type State = "asleep" | "starting" | "alive" | "lost" | "off";

const known = new Map<string, string>();

function hash(source: string): string {
  const found = known.get(source) ?? bytesToHex(sha256(utf8ToBytes(source)));
  known.set(source, found);
  return found;
}

export class CoursePage {
  /** When the reader last looked at it. */
  looked = 0;
  /** The cell that was run last is the learner's own: its kernel holds their work. */
  holdsWork = false;

  /** The cells that showed something when the page was built. */
  private showing: Set<string>;
  private current: State = "asleep";
  private changed = new Signal<this, State>(this);

  constructor(
    readonly panel: NotebookPanel,
    readonly facts: Facts,
  ) {
    this.showing = new Set(this.written.filter((cell) => cell.model.outputs.length).map((cell) => cell.model.id));
    panel.addClass("lk-page");
    panel.node.dataset.lkKind = facts.kind;
    panel.disposed.connect(() => Signal.clearData(this));
  }

  get notebook() {
    return this.panel.content;
  }

  get session() {
    return this.panel.sessionContext;
  }

  get state(): State {
    return this.current;
  }

  set state(state: State) {
    this.current = state;
    this.panel.node.dataset.lkState = state;
    this.changed.emit(state);
  }

  get stateChanged(): ISignal<this, State> {
    return this.changed;
  }

  /** Did the course write this cell of code, and is it as the course wrote it? */
  wrote(cell: ICellModel): boolean {
    return this.facts.cells[cell.id] !== undefined && this.facts.cells[cell.id] === hash(cell.sharedModel.getSource());
  }

  /** Is this cell the learner's: their own, or one that they changed? */
  isLearners(cell: ICellModel): boolean {
    return cell.type === "code" ? !this.wrote(cell) : cell.getMetadata("editable") !== false;
  }

  /** Has this cell not run, or lost what it showed? */
  isBlank({ model }: CodeCell): boolean {
    return !model.executionCount || (this.showing.has(model.id) && !model.outputs.length);
  }

  /** The cells that the course runs. */
  get written(): CodeCell[] {
    return this.notebook.widgets.filter((cell: Cell): cell is CodeCell => cell instanceof CodeCell && this.wrote(cell.model));
  }
}
