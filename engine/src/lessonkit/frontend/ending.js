// The last card of a lesson: the sentence from the start beside the one from now, what was right, what comes next.
// Needs guard.js, frame.js, links.js and notebox.js. The Python side is keepsakes/ending.py.

function render({ model, el }) {
  const view = model.get("view");
  const titleId = ncId("ending");
  const start = make("blockquote", { class: "nc-then" });
  const first = make("dd");
  const dropped = make("dd");
  const now = noteBox(model, { key: view.key, prompt: "Your sentence now", hint: view.hint, longest: view.longest });
  const next = view.next
    ? [make("b", {}, "Next: "), notebookLink(view.next.text, view.next.url, model.widget_manager?.context?.path)]
    : [document.createTextNode(view.last)];
  const root = make("section", { class: "nc-frame nc-ending", "aria-labelledby": titleId },
    make("div", { class: "nc-head" }, make("h3", { class: "nc-title", id: titleId }, view.title)),
    make("div", { class: "nc-body" },
      make("p", { class: "nc-question-of" }, view.question),
      make("div", { class: "nc-two" },
        make("div", {}, make("p", { class: "nc-name" }, "Your sentence from the start"), start),
        now.node),
      make("dl", {},
        make("dt", {}, "Right at the first try"), first,
        make("dt", {}, "A mistaken idea that you put right"), dropped),
      make("p", { class: "nc-next" }, ...next)));

  function draw() {
    const state = model.get("state");
    start.textContent = state.start || state.no_start;
    start.classList.toggle("nc-empty", !state.start);
    first.textContent = state.first;
    dropped.textContent = state.dropped;
  }
  const look = () => model.send({ do: "look" });
  const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && look());

  draw();
  el.append(root);
  seen.observe(root);
  document.addEventListener("nc-progress", look);
  const unguard = guard(root);
  const stop = listen(model, "change:state", draw);
  return () => {
    stop();
    unguard();
    now.stop();
    seen.disconnect();
    document.removeEventListener("nc-progress", look);
  };
}

export default { render };
