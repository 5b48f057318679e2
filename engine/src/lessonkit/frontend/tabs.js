// A choice as radio buttons in the look of tabs: arrow keys move between them, as the browser does it.

function render({ model, el }) {
  const group = ncId("tab");
  const inputs = model.get("options").map(({ key, text }) => {
    const input = make("input", {
      type: "radio", name: group, value: key,
      onchange: () => { model.set("value", key); model.save_changes(); },
    });
    return { input, row: make("label", { class: "nc-option" }, input, make("span", {}, text)) };
  });
  const follow = () => inputs.forEach(({ input }) => { input.checked = input.value === model.get("value"); });
  follow();
  el.append(make("fieldset", { class: "nc-tabs" }, make("legend", {}, "Show"),
    make("div", { class: "nc-options" }, ...inputs.map(({ row }) => row))));
  return listen(model, "change:value", follow);
}

export default { render };
