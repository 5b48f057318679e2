// The top of an explorer: title and steps.

const STATES = { found: ["✓", "done"], skipped: ["–", "skipped"] };

function stepList(steps, send) {
  const items = steps.map((step, at) => {
    const [sign, word] = STATES[step.state] ?? [null, null];
    const mark = sign ? [make("span", { "aria-hidden": "true" }, ` ${sign}`), make("span", { class: "nc-unseen" }, ` ${word}`)] : [];
    const text = make("span", {}, step.text);
    const inside = step.open && !step.now
      ? make("button", { type: "button", onclick: () => send({ do: "go", step: at }) }, text, ...mark)
      : make("span", {}, text, ...mark);
    return make("li", { "aria-current": step.now ? "step" : null, "data-state": step.state || null }, inside);
  });
  return make("ol", { class: "nc-steps", "aria-label": "Steps" }, ...items);
}

function render({ model, el }) {
  const root = make("div", { class: "nc-head" });
  el.append(root);
  let unguard = () => {};
  whenFramed(el, (frame) => { unguard = guard(frame); });

  function draw() {
    const view = model.get("view");
    root.replaceChildren(
      make("h3", { class: "nc-title" }, view.title),
      stepList(view.steps, (message) => model.send(message)),
      make("span", { class: "nc-meta" }, view.meta));
  }
  draw();
  const stop = listen(model, "change:view", draw);
  return () => { unguard(); stop(); };
}

export default { render };
