// The slip that hands work in: what the file holds, a box for a name, a button.

function render({ model, el }) {
  const id = ncId("slip");
  const title = make("h3", { class: "nc-title", id: `${id}-title` }, model.get("view").title);
  const name = make("input", { id: `${id}-name`, type: "text", autocomplete: "off", maxlength: model.get("view").longest, "aria-describedby": `${id}-hint` });
  const lines = make("ul", { class: "nc-lines" });
  const said = make("div", { role: "status" });
  const send = (action) => model.send({ do: action, learner: name.value });
  const form = make("form", { class: "nc-body", novalidate: true, onsubmit: (event) => { event.preventDefault(); send("write"); } },
    make("p", {}, "The file would hold this:"), lines,
    make("label", { for: `${id}-name` }, "Your name or number"), name,
    make("p", { id: `${id}-hint`, class: "nc-hint" }, "You may leave this empty. Then the file names nobody."),
    make("button", { class: "nc-button nc-main", type: "submit" }, "Write the file"), said);
  const root = make("section", { class: "nc-frame nc-slip", "aria-labelledby": `${id}-title` }, make("div", { class: "nc-head" }, title), form);
  name.addEventListener("change", () => send("look"));
  el.append(root);
  const unguard = guard(root);

  function draw() {
    const view = model.get("view");
    lines.replaceChildren(...view.lines.map((line) => make("li", {}, line)));
    said.replaceChildren();
    if (view.say) said.append(make("div", { class: `nc-say nc-${view.say.tone}` }, make("b", {}, view.say.head), make("p", {}, view.say.text)));
  }

  draw();
  send("look");
  const stop = listen(model, "change:view", draw);
  return () => { unguard(); stop(); };
}

export default { render };
