// Boxes for the notes that a lesson asks for. Needs guard.js, frame.js and notebox.js. The Python side is keepsakes/note.py.

function render({ model, el }) {
  const { title, boxes, longest } = model.get("view");
  const titleId = ncId("notes");
  const made = boxes.map((box) => noteBox(model, { ...box, longest }));
  const root = make("section", { class: "nc-frame nc-note", "aria-labelledby": titleId },
    make("div", { class: "nc-body" },
      make("h3", { class: "nc-title", id: titleId }, title),
      ...made.map(({ node }) => node)));
  el.append(root);
  const unguard = guard(root);
  return () => { unguard(); made.forEach(({ stop }) => stop()); };
}

export default { render };
