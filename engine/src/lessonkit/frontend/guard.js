// JupyterLab's shortcuts listen on the document. Without a guard, "d d" on a button of a widget
// deletes the notebook cell, and an arrow key on a radio button walks to the next cell.

const GUARDED = ["keydown", "keypress", "keyup"];

/** Is this the shortcut that saves the notebook? It is the only one that may leave a widget. */
function savesNotebook(event) {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s";
}

function keepInside(event) {
  if (!savesNotebook(event)) event.stopPropagation();
}

/** Keep every key pressed inside `root` away from the notebook. Returns a function that undoes it. */
function guard(root) {
  for (const type of GUARDED) root.addEventListener(type, keepInside);
  return () => {
    for (const type of GUARDED) root.removeEventListener(type, keepInside);
  };
}
