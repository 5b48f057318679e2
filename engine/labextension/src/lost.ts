/** When kernel or server are gone, one bar above the page says so for all questions and explorers, and what to do. */

import { Widget } from "@lumino/widgets";
import { CoursePage } from "./page";

const KERNEL = "This page has stopped: its kernel has ended. Your answers are kept.";
const SERVER = "The server does not answer. Start the course again, then reload this page. Your answers are kept.";
const GONE = new Set(["dead", "restarting", "autorestarting"]);

/** Show the bar while a page is lost; `again` runs the page anew. */
export function tellWhenLost(page: CoursePage, again: () => void): void {
  const bar = new Widget();
  bar.addClass("lk-lost");
  bar.node.setAttribute("role", "alert");
  page.panel.contentHeader.addWidget(bar);

  const say = (text: string) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Run this page again";
    button.addEventListener("click", again);
    bar.node.replaceChildren(...(text ? [text] : []), ...(text === KERNEL ? [button] : []));
    bar.setHidden(!text);
  };
  const look = () => say(page.session.session?.kernel?.connectionStatus === "disconnected" ? SERVER : page.state === "lost" ? KERNEL : "");
  look();
  page.stateChanged.connect(look);
  page.session.connectionStatusChanged.connect(look);
  const lose = (gone: boolean) => {
    if (gone && page.state === "alive") page.state = "lost";
  };
  page.session.statusChanged.connect((_, status) => lose(GONE.has(status)));
  page.session.kernelChanged.connect((_, change) => lose(!change.newValue));
}
