/** The home of a course: a page in the main area, and the same road in a panel at the left. */

import { ILabShell, ILayoutRestorer, JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { PageConfig } from "@jupyterlab/coreutils";
import { INotebookTracker } from "@jupyterlab/notebook";
import { Message } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import { keepTables } from "./progress";
import { askHome, Doings, Home } from "./road";
import { keepCountry } from "./server";
import { page, panel } from "./view";
import { Watch } from "./watch";

export const HOME = "lessonkit:home";

export const home: JupyterFrontEndPlugin<void> = {
  id: "lessonkit-lab:home",
  description: "The course's home page, and its road at the left.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ILabShell, ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    shell: ILabShell | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
  ) => {
    const title = PageConfig.getOption("lessonkitCourse");
    if (!title) return;
    // The plain notebook has a list of files for a home, and one page in a window.
    const house = shell && new House(app, shell, title, restorer);
    if (house) palette?.addItem({ command: HOME, category: title });
    new Watch(tracker, () => {
      void house?.refresh();
      void keepTables(app.commands);
    });
  },
};

/** A part of the window that shows the home, drawn again only when something is new. */
class View extends Widget {
  private drawn = "";
  private eager = false;

  constructor(
    id: string,
    private draw: (home: Home, doings: Doings) => Node[],
    private doings: Doings,
    private ask: () => void,
  ) {
    super();
    this.id = id;
    this.addClass("lk-view");
  }

  show_(home: Home): void {
    const now = JSON.stringify(home);
    if (now === this.drawn) return;
    this.drawn = now;
    const held = this.focused()?.dataset.lkKey;
    const top = this.node.scrollTop;
    this.node.replaceChildren(...this.draw(home, this.doings));
    this.node.scrollTop = top;
    if (held) this.node.querySelector<HTMLElement>(`[data-lk-key="${CSS.escape(held)}"]`)?.focus();
    if (this.eager) this.focus();
  }

  protected onAfterAttach(_: Message): void {
    this.ask();
  }

  protected onAfterShow(_: Message): void {
    this.ask();
  }

  protected onActivateRequest(_: Message): void {
    this.eager = this.drawn === "";
    if (!this.eager && !this.focused()) this.focus();
  }

  private focus(): void {
    this.eager = false;
    this.node.querySelector<HTMLElement>(".lk-go-on, a, button")?.focus({ preventScroll: true });
  }

  private focused(): HTMLElement | null {
    return this.node.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  }
}

/** Keeps the page and the panel. */
class House {
  private page: View | null = null;
  private panel: View;

  /** Put the panel at the left, and open the page where nothing else is open. */
  constructor(
    private app: JupyterFrontEnd,
    private shell: ILabShell,
    title: string,
    restorer: ILayoutRestorer | null,
  ) {
    app.commands.addCommand(HOME, { label: "Home of the course", execute: () => this.open() });
    const left = (this.panel = new View("lk-road", panel, this.doings, () => void this.refresh()));
    left.title.caption = title;
    left.title.iconClass = "lk-road-icon";
    left.node.setAttribute("role", "navigation");
    left.node.setAttribute("aria-label", title);
    restorer?.add(left, left.id);
    shell.add(left, "left", { rank: 10 });
    void app.restored.then(() => {
      // An address that names a page leads there; any other address leads home.
      if (!PageConfig.getOption("treePath")) this.arrive();
      shell.layoutModified.connect(() => this.insteadOfLauncher());
    });
  }

  private doings: Doings = {
    open: (path) => void this.app.commands.execute("docmanager:open", { path }),
    choose: (code) => void keepCountry(code).then(() => this.refresh()),
    act: (command) => void this.app.commands.execute(command),
  };

  async refresh(): Promise<void> {
    const shown = [this.page, this.panel].filter((view): view is View => !!view?.isVisible);
    if (!shown.length || document.hidden) return;
    const home = await askHome();
    if (home) for (const view of shown) view.show_(home);
  }

  private insteadOfLauncher(): void {
    if (this.shell.isEmpty("main")) this.arrive();
  }

  private arrive(): void {
    this.open();
    this.shell.collapseLeft(); // the page shows the same road, and more of it
  }

  private open(): void {
    if (!this.page || this.page.isDisposed) {
      this.page = new View("lk-home", page, this.doings, () => void this.refresh());
      this.page.node.tabIndex = -1;
      this.page.title.label = "Home";
      this.page.title.closable = true;
      this.page.title.iconClass = "lk-road-icon";
      this.shell.add(this.page, "main", { mode: "tab-before" });
    }
    this.shell.activateById(this.page.id);
  }
}
