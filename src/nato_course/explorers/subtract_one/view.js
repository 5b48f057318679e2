// One check box for each member: any set of them can be taken out.

function render({ model, el }) {
  const boxes = model.get("members").map(([code, name]) => {
    const id = ncId("leaves");
    const box = make("input", { id, type: "checkbox", value: code, onchange: keep });
    return { box, row: make("div", { class: "nc-leaver" }, box, make("label", { for: id }, name)) };
  });

  function keep() {
    model.set("chosen", boxes.filter(({ box }) => box.checked).map(({ box }) => box.value));
    model.save_changes();
  }

  function follow() {
    const chosen = new Set(model.get("chosen"));
    for (const { box } of boxes) box.checked = chosen.has(box.value);
  }

  follow();
  el.append(make("fieldset", { class: "nc-leavers" },
    make("legend", {}, model.get("legend")),
    make("div", { class: "nc-leaver-list" }, ...boxes.map(({ row }) => row))));
  return listen(model, "change:chosen", follow);
}

export default { render };
