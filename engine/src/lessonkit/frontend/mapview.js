// The map as a widget: what Python sets is drawn, at most once a message. Needs frame.js and map.js.

const SET = ["fills", "labels", "dots", "lines", "count"];

function render({ model, el }) {
  const map = makeMap({ looks: model.get("looks"), notes: model.get("notes") });
  el.append(map.root);
  let waiting = false;

  /** Several traits come in one message, each with an event of its own: they are drawn together. */
  function soon() {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => { waiting = false; draw(); });
  }
  /** @returns {any} */
  const state = () => Object.fromEntries(SET.map((name) => [name, model.get(name)]));
  const draw = () => map.show(model.get("base"), state());

  draw();
  const stops = ["base", ...SET].map((name) => listen(model, `change:${name}`, soon));
  return () => stops.forEach((stop) => stop());
}

export default { render };
