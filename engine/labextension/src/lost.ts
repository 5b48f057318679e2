/** When kernel or server are gone, one bar above the page says so for all questions and explorers, and what to do. */

import { Widget } from "@lumino/widgets";
import { CoursePage } from "./page";

const KERNEL = "This page has stopped: its kernel has ended. Your answers are kept.";
const SERVER = "The server does not answer. Start the course again, then reload this page. Your answers are kept.";
const GONE = new Set(["dead", "restarting", "autorestarting"]);

/** Show the bar while a page is lost. `again` runs the page anew; `ask` asks the server what runs, and tells if it answers. */
export function tellWhenLost(page: CoursePage, again: () => void, ask: () => Promise<boolean>): void {
  const { session } = page;
  const bar = new Widget();
  bar.addClass("lk-lost");
  bar.node.setAttribute("role", "alert");
  page.panel.contentHeader.addWidget(bar);
  let answers = true;

  const look = () => {
    const text = answers ? (page.state === "lost" ? KERNEL : "") : SERVER;
    bar.node.replaceChildren(...(text ? [text] : []), ...(text === KERNEL ? [button(again)] : []));
    bar.setHidden(!text);
  };
  const lose = (gone: boolean) => {
    if (gone && page.state === "alive") page.state = "lost";
  };
  look();
  page.stateChanged.connect(look);
  session.statusChanged.connect((_, status) => lose(GONE.has(status)));
  session.kernelChanged.connect((_, change) => lose(!change.newValue));
  session.connectionStatusChanged.connect(async (_, status) => {
    // A line that breaks is mended by JupyterLab, unless one of its ends is gone.
    answers = status === "connected" || page.state !== "alive" || (await ask());
    look();
  });
}

function button(press: () => void): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = "Run this page again";
  made.addEventListener("click", press);
  return made;
}
