// Links out of a widget. Needs frame.js.

/**
 * A link to another notebook of the course. JupyterLab opens it in a tab; a plain address would leave
 * the page. `here` is the path of this notebook; where there is none, as outside JupyterLab, a text stands.
 */
function notebookLink(text, url, here) {
  if (!here) return document.createTextNode(text);
  const path = decodeURI(new URL(url, `file:///${encodeURI(here)}`).pathname.slice(1));
  return make("a", { href: "#", "data-commandlinker-command": "docmanager:open", "data-commandlinker-args": JSON.stringify({ path }) }, text);
}
