// "My country": one list, kept for the whole course.

function render({ model, el }) {
  const id = ncId("country");
  const options = model.get("options").map((option) => make("option", { value: option.key }, option.text));
  const said = make("span", { class: "nc-hint", role: "status" });
  const select = make("select", {
    id,
    onchange: () => {
      model.set("value", select.value);
      model.save_changes();
      said.textContent = select.value ? "Kept. The charts mark it from now on." : "Kept. No country is marked.";
    },
  }, ...options);
  const follow = () => { select.value = model.get("value"); };
  follow();
  const root = make("div", { class: "nc-frame nc-country" }, make("label", { for: id }, "My country"), select, said);
  el.append(root);
  const unguard = guard(root);
  const stop = listen(model, "change:value", follow);
  return () => { unguard(); stop(); };
}

export default { render };
