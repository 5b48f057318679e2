// What a widget offers when no reply comes. The engine's extension of JupyterLab hears it; elsewhere there is no button.

/** A button that runs the page of `node` again, or nothing where nobody would do it. */
function runPageAgain(node) {
  if (!node.closest(".lk-page")) return "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nc-button";
  button.textContent = "Run this page again";
  button.addEventListener("click", () => button.dispatchEvent(new CustomEvent("lessonkit:run-page", { bubbles: true })));
  return button;
}
