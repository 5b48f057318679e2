/** A link to a word of the glossary shows its meaning in place, by mouse, key or touch. */

import { PageConfig, URLExt } from "@jupyterlab/coreutils";
import { CommandRegistry } from "@lumino/commands";
import { CoursePage } from "./page";
import { askWord, Word } from "./server";

const OPEN = "rendermime:handle-local-link";
let shown: { box: HTMLElement; link: HTMLElement; stop: AbortController } | null = null;

/** Answer presses of links to the glossary in a page. With Ctrl, Cmd or the middle button they lead there, as before. */
export function wordsInPlace(page: CoursePage, commands: CommandRegistry): void {
  page.panel.node.addEventListener(
    "click",
    (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
      const where = link && target(link);
      if (!link || !where || event.ctrlKey || event.metaKey || event.shiftKey || link.closest(".lk-word")) return;
      event.preventDefault();
      event.stopPropagation();
      void show(link, where, commands);
    },
    { capture: true },
  );
}

interface Where {
  path: string;
  id: string;
}

/** Where a link leads, if it is to a word: a notebook on this server, and a name in it. */
function target(link: HTMLAnchorElement): Where | null {
  const url = new URL(link.href, window.location.href);
  const files = new URL(URLExt.join(PageConfig.getBaseUrl(), "files/"), window.location.href);
  const ours = url.origin === files.origin && url.pathname.startsWith(files.pathname) && url.pathname.endsWith(".ipynb");
  if (!ours || !/^#[A-Za-z0-9-]+$/.test(url.hash)) return null;
  return { path: decodeURIComponent(url.pathname.slice(files.pathname.length)), id: url.hash };
}

async function show(link: HTMLElement, where: Where, commands: CommandRegistry): Promise<void> {
  const open = () => void commands.execute(OPEN, { ...where });
  const word = await askWord(where.id.slice(1));
  if (!word) return open(); // a heading of another page, or no server
  close();
  const box = draw(word, () => {
    close();
    open();
  });
  document.body.append(box);
  const stop = new AbortController();
  shown = { box, link, stop };
  link.setAttribute("aria-expanded", "true");
  put(box, link);
  box.focus({ preventScroll: true });
  const away = (event: Event) => {
    if (!box.contains(event.target as Node)) close(false);
  };
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget as Node)) close(false);
  });
  for (const type of ["pointerdown", "wheel", "touchmove"])
    document.addEventListener(type, away, { capture: true, passive: true, signal: stop.signal });
}

function close(back = true): void {
  if (!shown) return;
  const { box, link, stop } = shown;
  shown = null;
  stop.abort();
  box.remove();
  link.removeAttribute("aria-expanded");
  if (back) link.focus({ preventScroll: true });
}

function draw(word: Word, open: () => void): HTMLElement {
  const box = make("div", "", { class: "lk-word", role: "dialog", tabindex: "-1", "aria-label": word.heading });
  const said = make("p", "", { class: "lk-said" });
  said.append(
    word.sources.length ? "Source: " : "The course's own definition.",
    ...word.sources.flatMap(({ short, url }, place) => [
      place ? "; " : "",
      url ? make("a", short, { href: url, target: "_blank", rel: "noopener" }) : short,
    ]),
  );
  const more = make("button", "Open the glossary", { type: "button" });
  more.addEventListener("click", open);
  const end = make("button", "Close", { type: "button" });
  end.addEventListener("click", () => close());
  const buttons = make("p", "", { class: "lk-buttons" });
  buttons.append(more, end);
  box.append(make("b", word.heading), make("p", word.definition), said, buttons);
  return box;
}

function make(tag: string, text: string, attributes: Record<string, string> = {}): HTMLElement {
  const node = document.createElement(tag);
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** Put the box under the link, or above it where there is no room. */
function put(box: HTMLElement, link: HTMLElement): void {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, window.innerWidth - box.offsetWidth - 8));
  const below = at.bottom + 6;
  const top = below + box.offsetHeight > window.innerHeight ? Math.max(8, at.top - box.offsetHeight - 6) : below;
  Object.assign(box.style, { left: `${left}px`, top: `${top}px` });
}
