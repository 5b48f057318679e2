// Number boxes: the same line as the one drawn by mouse, for the keyboard.

const EMPTY = "";

function asText(value) {
  return value === null || value === undefined ? EMPTY : String(value);
}

/** The number in a box, or null when it is empty or out of range. */
function asNumber(text, high) {
  const number = Number(text.trim().replace(",", "."));
  return number > 0 && number <= high ? number : null;
}

function render({ model, el }) {
  const high = model.get("high");
  const noteId = ncId("note");
  const note = make("p", { id: noteId, class: "nc-notice", role: "alert" });
  const inputs = model.get("labels").map((label, at) => {
    const id = ncId("point");
    const input = make("input", {
      id, type: "text", inputmode: "decimal", autocomplete: "off", size: 5, "aria-describedby": noteId, onchange: () => keep(input, at),
    });
    return { input, row: make("div", { class: "nc-point" }, make("label", { for: id }, label), input) };
  });

  function keep(input, at) {
    const value = asNumber(input.value, high);
    const wrong = value === null && input.value.trim() !== EMPTY;
    input.setAttribute("aria-invalid", String(wrong));
    const someWrong = inputs.some((box) => box.input.getAttribute("aria-invalid") === "true");
    note.textContent = someWrong ? `Type a number above 0, up to ${high}, or leave the box empty.` : "";
    if (wrong) return;
    const values = [...model.get("values")];
    values[at] = value;
    model.set("values", values);
    model.save_changes();
  }

  function follow() {
    const values = model.get("values");
    inputs.forEach(({ input }, at) => {
      const wrong = input.getAttribute("aria-invalid") === "true"; // leave what was typed to be mended
      if (input !== document.activeElement && !wrong) input.value = asText(values[at]);
    });
  }

  follow();
  el.append(make("fieldset", { class: "nc-points" },
    make("legend", {}, model.get("legend")),
    make("div", { class: "nc-point-row" }, ...inputs.map(({ row }) => row)), note));
  return listen(model, "change:values", follow);
}

export default { render };
