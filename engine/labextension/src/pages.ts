/** The pages of the course among all notebooks: each is found, and given what makes it a page. */

import { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker, NotebookActions, NotebookPanel } from "@jupyterlab/notebook";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { runTheBlank, start } from "./alive";
import { Clean } from "./clean";
import { letWait } from "./kernel";
import { letSleep } from "./kernels";
import { guardKeys } from "./keys";
import { tellWhenLost } from "./lost";
import { CoursePage } from "./page";
import { Fragment, Reader } from "./place";
import { askPage } from "./server";
import { keepLook } from "./still";
import { addStrips, restore, RESTORE } from "./strips";
import { wordsInPlace } from "./words";

const ID = "lessonkit-lab:plugin";
const RUN_ALL = /^(notebook:(restart-)?run-all|runmenu:(restart-and-)?run-all|notebook:restart-run-all)/;

export const pages: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: "The pages of a course are alive when they open, keep the reader's place, and cannot be broken.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ISettingRegistry],
  activate: (app: JupyterFrontEnd, tracker: INotebookTracker, registry: ISettingRegistry | null) => {
    const settings = registry?.load(ID).catch(() => null) ?? Promise.resolve(null);
    const mayStart = async () => (await settings)?.get("alive").composite !== false;
    const house = new House(app, mayStart);
    tracker.widgetAdded.connect((_, panel) => void house.receive(panel));
  },
};

/** All pages of the course that are open. */
class House {
  private open = new Map<NotebookPanel, { page: CoursePage; reader: Reader; release: () => void }>();

  constructor(
    private app: JupyterFrontEnd,
    private mayStart: () => Promise<boolean>,
  ) {
    app.shell.currentChanged?.connect(() => this.look());
    app.commands.commandExecuted.connect((_, { id, result }) => RUN_ALL.test(id) && this.stay(result));
    NotebookActions.executionScheduled.connect((_, { notebook, cell }) => this.scheduled(notebook.parent, cell));
    app.commands.addCommand(RESTORE, {
      label: "Restore this page",
      isEnabled: () => this.shown !== undefined,
      execute: () => this.shown && restore(this.shown),
    });
    document.addEventListener("lessonkit:run-page", (event) => this.runAgain(event.target as Node));
  }

  /** Find out whether a notebook is a page of the course. Until then its kernel waits. */
  async receive(panel: NotebookPanel): Promise<void> {
    const { sessionContext: session, context } = panel;
    const fragment = new Fragment(panel);
    const release = letWait(session);
    panel.disposed.connect(release);
    await context.ready;
    const facts = panel.model?.getMetadata("course") ? await askPage(context.path) : null;
    if (!facts || panel.isDisposed) return release();
    await panel.revealed;
    const page = new CoursePage(panel, facts);
    this.open.set(panel, { page, reader: new Reader(page, fragment), release });
    panel.disposed.connect(() => this.open.delete(panel));
    new Clean(page);
    guardKeys(page);
    wordsInPlace(page, this.app.commands);
    addStrips(page, this.app.commands);
    const { sessions } = this.app.serviceManager;
    const ask = () => sessions.refreshRunning().then(() => true, () => false);
    tellWhenLost(page, () => this.runAgain(panel.node), ask);
    page.state = (await this.mayStart()) ? "asleep" : "off";
    if (page.state === "off") release();
    this.look();
  }

  private get shown(): CoursePage | undefined {
    return [...this.open.values()].map(({ page }) => page).find(({ panel }) => panel.isVisible);
  }

  /** Start the page that is on the screen, if it sleeps. */
  private look(): void {
    for (const [panel, { page, reader, release }] of this.open) {
      if (!panel.isVisible) continue;
      page.looked = Date.now();
      reader.settle();
      release();
      if (page.state === "asleep") void reader.hold(start(page)).then(() => letSleep([...this.open.values()].map((one) => one.page)));
    }
  }

  /** "Run All" leads to the end of the notebook. A reader of the course stays where they are. */
  private stay(result: Promise<unknown>): void {
    for (const [panel, { page, reader }] of this.open) {
      if (!panel.isVisible) continue;
      reader.activate();
      const settle = () => {
        if (page.state === "lost" && page.session.session?.kernel) page.state = "alive";
        return page.state === "alive" ? runTheBlank(page) : undefined;
      };
      void reader.hold(result.then(settle));
    }
  }

  private scheduled(panel: unknown, cell: unknown): void {
    const found = this.open.get(panel as NotebookPanel);
    const code = found?.page.notebook.widgets.find((widget) => widget === cell);
    if (!found || code?.model.type !== "code") return;
    found.page.holdsWork = found.page.isLearners(code.model);
    if (found.page.state !== "starting") this.keepUntilRun(code as Parameters<typeof keepLook>[0]);
  }

  /** What a cell shows stays until it has run, whoever ran it. */
  private keepUntilRun(code: Parameters<typeof keepLook>[0]): void {
    const show = keepLook(code);
    const done = (_: unknown, { name, newValue }: { name: string; newValue: unknown }) => {
      if (name !== "executionCount" || !newValue) return;
      code.model.stateChanged.disconnect(done);
      void show();
    };
    code.model.stateChanged.connect(done);
  }

  /** A widget whose kernel is gone asks for a new start of its page. */
  private runAgain(node: Node): void {
    for (const [panel, { page, reader }] of this.open)
      if (panel.node.contains(node)) {
        page.state = "asleep"; // its end is no loss
        void page.session.shutdown().catch(() => undefined).then(() => reader.hold(start(page)));
      }
  }
}
