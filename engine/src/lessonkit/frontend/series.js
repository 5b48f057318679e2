// The top and the foot around the questions of a series. Needs guard.js and frame.js.
// The Python side is revision/series.py.

function drawTop(model, root) {
  const { title, where, html, notice } = model.get("view");
  const text = make("div", { class: "nc-words" });
  text.innerHTML = html; // escaped by Python
  root.replaceChildren(
    make("div", { class: "nc-head" }, make("h3", { class: "nc-title" }, title)),
    make("div", { class: "nc-top" }, text,
      notice ? make("p", { class: "nc-notice" }, notice) : null,
      where ? make("p", { class: "nc-where", tabindex: "-1" }, where) : null));
}

/** The foot is made once: a button that is drawn anew would lose the focus. */
function makeFoot(model, root) {
  const step = (text, look, way) => {
    const node = make("button", {
      type: "button", class: `nc-button ${look}`,
      onclick: () => node.getAttribute("aria-disabled") === "true" || model.send({ do: way }),
    }, text);
    return node;
  };
  const back = step("Previous question", "", "back");
  const next = step("Next question", "", "next");
  const status = make("p", { class: "nc-count", role: "status" });
  root.append(make("div", { class: "nc-foot" }, status, make("div", { class: "nc-buttons" }, back, next)));
  return () => {
    const view = model.get("view");
    back.setAttribute("aria-disabled", String(!view.back));
    next.setAttribute("aria-disabled", String(!view.next));
    if (status.textContent !== view.say) status.textContent = view.say;
  };
}

function render({ model, el }) {
  const root = make("div", { class: "nc-part" });
  el.append(root);
  let unguard = () => {};
  whenFramed(el, (frame) => { unguard = guard(frame); });
  const draw = model.get("part") === "top" ? () => drawTop(model, root) : makeFoot(model, root);
  draw();
  const stops = [listen(model, "change:view", draw), listen(model, "msg:custom", () => root.querySelector(".nc-where")?.focus())];
  return () => { unguard(); stops.forEach((stop) => stop()); };
}

export default { render };
