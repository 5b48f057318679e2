// The decision sheet of "The next crisis": a sheet that can be copied.

/** Copy a text. Where the browser has no clipboard for pages, select it in the box instead. */
async function copyText(text, box) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    box.focus();
    box.select();
    return false;
  }
}

function render({ model, el }) {
  const box = make("textarea", { "aria-label": "Your decision sheet", class: "nc-sheet-text", readonly: true, spellcheck: "false" });
  const told = make("span", { class: "nc-told", role: "status" });
  const button = (text, what, done) => make("button", {
    class: "nc-button", type: "button",
    onclick: async () => {
      told.textContent = "";
      const copied = await copyText(model.get(what), box);
      told.textContent = copied ? done : "The browser does not allow copying. The text is selected: press Ctrl+C or Cmd+C.";
    },
  }, text);
  el.append(make("details", { class: "nc-sheet" },
    make("summary", {}, "Your decision sheet"), box,
    make("div", { class: "nc-line" },
      button("Copy as text", "text", "Copied as text."), button("Copy as a table", "table", "Copied as a table: paste it into a spreadsheet."), told)));

  function draw() {
    const text = model.get("text");
    if (box.value === text) return;
    box.value = text;
    box.rows = Math.min(text.split("\n").length, 30);
  }
  draw();
  return listen(model, "change:text", draw);
}

export default { render };
