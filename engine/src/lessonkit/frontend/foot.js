// Below the chart: the reading, the table and the limits.

const SPEAK_AFTER = 300; // ms of rest before a screen reader is told

function tableOf(table) {
  const head = make("tr", {}, ...table.columns.map((name) => make("th", { scope: "col" }, name)));
  const rows = table.rows.map(([first, ...rest]) =>
    make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell))));
  return make("table", {}, make("caption", {}, table.caption), make("thead", {}, head), make("tbody", {}, ...rows));
}

/** Give the chart its name: the node it marks as its picture, or the whole of it. */
function nameChart(frame, text) {
  const chart = frame.querySelector(".nc-chart");
  if (!chart) return;
  const picture = chart.querySelector("[data-nc-picture]") ?? chart;
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", text);
}

function render({ model, el }) {
  const send = (what) => () => model.send({ do: what });
  const button = (text, what) => make("button", { class: "nc-button", type: "button", onclick: send(what) }, text);

  // What is seen changes at once; what is spoken waits until the learner rests.
  const seen = make("p", { class: "nc-reading", "aria-hidden": "true" });
  const spoken = make("p", { class: "nc-unseen", "aria-live": "polite" });
  const show = button("Show as table", "table");
  const reset = button("Reset", "reset");
  const table = make("div", { class: "nc-table", tabindex: "0", role: "region" });
  const limitsText = make("div", {});
  const limits = make("details", { class: "nc-limits" }, make("summary", {}, "Limits: what this cannot show"), limitsText);
  el.append(make("div", { class: "nc-foot" }, seen, spoken, make("div", { class: "nc-buttons" }, show, reset), table, limits));

  let timer = 0;
  function speak() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const frame = el.closest(".nc-frame");
      if (!frame || frame.dataset.playing) return speak();
      const { locked } = model.get("view");
      spoken.textContent = locked ? "" : model.get("reading");
      if (!locked) nameChart(frame, model.get("reading"));
    }, SPEAK_AFTER);
  }
  function drawReading() {
    seen.textContent = model.get("reading");
    speak();
  }
  function drawTable() {
    const data = model.get("table");
    const open = Boolean(data.columns);
    show.textContent = open ? "Hide the table" : "Show as table";
    show.setAttribute("aria-expanded", String(open));
    table.hidden = !open;
    table.setAttribute("aria-label", data.caption ?? "The chart as a table"); // two explorers may stand on one page
    table.replaceChildren(...(open ? [tableOf(data)] : []));
  }
  function drawView() {
    const view = model.get("view");
    show.hidden = reset.hidden = seen.hidden = view.locked;
    limits.hidden = !view.limits;
    limitsText.innerHTML = view.limits; // escaped markdown from Python
    speak();
  }
  drawReading();
  drawTable();
  drawView();
  const stops = [
    listen(model, "change:reading", drawReading),
    listen(model, "change:table", drawTable), listen(model, "change:view", drawView),
  ];
  return () => { clearTimeout(timer); stops.forEach((stop) => stop()); };
}

export default { render };
