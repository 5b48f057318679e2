// Would you attack?: the base rates, and a slider for each ally.

/** Buttons that set the common probability to a published rate. */
function chips(model) {
  const buttons = model.get("chips").map((chip) => {
    const button = make("button", { class: "nc-button nc-chip", type: "button", onclick: () => model.send({ do: "rate", value: chip.value }) },
      make("b", {}, chip.rate), ` ${chip.text}`);
    return { button, value: chip.value };
  });
  const root = make("div", { class: "nc-chips", role: "group", "aria-label": "Published rates" }, ...buttons.map(({ button }) => button));
  function follow() {
    root.hidden = !model.get("rated");
    for (const { button, value } of buttons) button.setAttribute("aria-pressed", String(value === model.get("rate")));
  }
  follow();
  const stops = [listen(model, "change:rate", follow), listen(model, "change:rated", follow)];
  return { root, stop: () => stops.forEach((stop) => stop()) };
}

/** One slider for each ally. It sends at most one change per frame, and only the newest. */
function allyRows(model) {
  /** @type {?{ key: string, value: number }} */
  let waiting = null;
  function send(key, value) {
    if (!waiting) requestAnimationFrame(() => { model.send({ do: "ally", ...waiting }); waiting = null; });
    waiting = { key, value };
  }
  const rows = model.get("allies").map(({ key, text }) => {
    const id = ncId("ally");
    const input = make("input", { id, type: "range", min: 0, max: 100, step: 0.5, "data-ally": key });
    const output = make("output", { for: id });
    const show = (percent) => {
      output.textContent = `${percent} %`;
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("input", () => { show(input.value); send(key, Number(input.value) / 100); });
    return { key, input, show, row: make("div", { class: "nc-ally" }, make("label", { for: id }, text), input, output) };
  });
  const all = make("button", { class: "nc-button", type: "button", onclick: () => model.send({ do: "follow" }) }, "All follow the common value again");
  const root = make("details", { class: "nc-allies" }, make("summary", {}, "Set each ally's own probability"),
    make("div", { class: "nc-ally-rows" }, ...rows.map(({ row }) => row)), all);
  function follow() {
    const rates = model.get("rates");
    root.hidden = !Object.keys(rates).length;
    for (const { key, input, show } of rows) {
      if (root.hidden || (input === document.activeElement && waiting)) continue;
      const percent = Math.round(1000 * rates[key]) / 10;
      input.value = percent;
      show(percent);
    }
  }
  follow();
  return { root, stop: listen(model, "change:rates", follow) };
}

function render({ model, el }) {
  const note = make("p", { class: "nc-note" });
  const follow = () => { note.textContent = model.get("note"); };
  follow();
  const parts = [chips(model), allyRows(model)];
  el.append(make("div", { class: "nc-deter" }, parts[0].root, note, parts[1].root));
  const stops = [listen(model, "change:note", follow), ...parts.map(({ stop }) => stop)];
  return () => stops.forEach((stop) => stop());
}

export default { render };
