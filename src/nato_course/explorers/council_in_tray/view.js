// The in-tray: one file with three boxes or its record, and two small charts under it.

const SIDE = 300;
const TALL = 240;
const PLOT = { left: 40, right: 290, top: 24, bottom: 200 };
const LABELS = 82; // room for the names of the lines, right of the scores

// ---- the file

function boxes(view, texts, send) {
  const note = ncId("notice");
  const total = make("output", { class: "nc-hint" });
  const inputs = view.labels.map((label, at) => make("input", {
    id: ncId("chance"), type: "number", min: 0, max: 100, step: 5, value: view.typed[at] ?? "", "aria-describedby": note,
    "aria-invalid": view.notice ? "true" : null, oninput: count,
  }));
  const rows = inputs.map((input, at) => make("div", { class: "nc-chance" },
    make("label", { for: input.id }, view.labels[at]), input, make("span", { "aria-hidden": "true" }, "%")));

  function count() {
    const sum = inputs.reduce((all, input) => all + (Number(input.value) || 0), 0);
    const left = Math.round(10 * (100 - sum)) / 10;
    total.textContent = left === 0 ? texts.sum : left > 0 ? `${left} ${texts.less}` : `${-left} ${texts.more}`;
  }
  count();
  return make("form", {
    class: "nc-chances", novalidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      send({ do: "commit", values: inputs.map((input) => input.value) });
    },
  },
  make("fieldset", {}, make("legend", {}, texts.ask), ...rows, total),
  make("p", { id: note, class: "nc-notice", role: "alert" }, view.notice),
  make("button", { class: "nc-button nc-main", type: "submit" }, texts.commit));
}

function barRow(bar, texts) {
  const fill = make("span", { class: "nc-bar-fill" });
  fill.style.width = `${bar.value}%`;
  return make("li", { class: bar.true ? "nc-true" : null },
    make("span", {}, bar.text), make("span", { class: "nc-bar", "aria-hidden": "true" }, fill),
    make("span", {}, `${bar.value} %${bar.true ? ` ✓ ${texts.happened}` : ""}`));
}

function record(view, texts, send) {
  const { result, bars, rows, source } = view.record;
  const terms = rows.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]);
  return make("div", { class: "nc-record", tabindex: "-1" },
    make("p", {}, make("b", {}, result)),
    view.next ? make("button", { class: "nc-button nc-main", type: "button", onclick: () => send({ do: "next" }) }, view.next) : null,
    make("ul", { class: "nc-bars" }, ...bars.map((bar) => barRow(bar, texts))),
    make("dl", {}, ...terms, make("dt", {}, texts.source),
      make("dd", {}, make("a", { href: source.url, target: "_blank", rel: "noopener" }, source.text))));
}

// ---- the charts

function panel(heading, claim) {
  const svg = makeSvg("svg", { viewBox: `0 0 ${SIDE} ${TALL}`, "aria-hidden": "true" });
  return { svg, box: make("div", { class: "nc-panel" }, make("p", {}, make("b", {}, heading), ` ${claim}`), svg) };
}

function axes(svg, right, x, y, xTicks, yTicks, xName, yName) {
  svg.append(makeSvg("path", { class: "nc-axis", d: `M${PLOT.left},${PLOT.top} V${PLOT.bottom} H${right}` }));
  for (const tick of xTicks) svg.append(makeSvg("text", { x: x(tick), y: PLOT.bottom + 15, "text-anchor": "middle" }, tick));
  for (const tick of yTicks) svg.append(makeSvg("text", { x: PLOT.left - 5, y: y(tick) + 4, "text-anchor": "end" }, tick));
  const middle = (PLOT.top + PLOT.bottom) / 2;
  svg.append(
    makeSvg("text", { x: (PLOT.left + right) / 2, y: TALL - 6, "text-anchor": "middle" }, xName),
    makeSvg("text", { x: 11, y: middle, "text-anchor": "middle", transform: `rotate(-90 11 ${middle})` }, yName));
}

function scale(low, high, from, to) {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

function calibrationPanel(view, texts) {
  const { svg, box } = panel(texts.calibration, view.claims[0]);
  const right = PLOT.right - 40; // room for the name of the line
  const x = scale(0, 100, PLOT.left, right);
  const y = scale(0, 100, PLOT.bottom, PLOT.top);
  axes(svg, right, x, y, [0, 20, 40, 60, 80, 100], [0, 50, 100], texts.said, texts.came_true);
  svg.append(
    makeSvg("path", { class: "nc-dashed", d: `M${x(0)},${y(0)} L${x(100)},${y(100)}` }),
    makeSvg("text", { x: right + 8, y: PLOT.top + 4 }, texts.perfect));
  for (const [said, came, count] of view.bins) {
    const r = 3 + 1.6 * Math.sqrt(count);
    svg.append(
      makeSvg("circle", { class: "nc-spot", cx: x(said), cy: y(came), r }),
      makeSvg("text", { class: "nc-count", x: x(said), y: y(came) - r - 4, "text-anchor": "middle" }, `n ${count}`));
  }
  return box;
}

function line(values, x, y) {
  return values.map((value, at) => `${at ? "L" : "M"}${x(at + 1)},${y(value)}`).join(" ");
}

function scorePanel(view, texts) {
  const { svg, box } = panel(texts.scores, view.claims[1]);
  const right = PLOT.right - LABELS;
  const x = scale(0.5, view.most + 0.5, PLOT.left, right);
  const y = scale(0, 2, PLOT.bottom, PLOT.top);
  axes(svg, right, x, y, [1, 4, 8, view.most], [0, 1, 2], texts.files, texts.brier);
  const labels = [{ text: texts.equal, at: y(view.equal), class: "" }];
  svg.append(makeSvg("path", { class: "nc-dashed", d: `M${PLOT.left},${y(view.equal)} H${right}` }));
  for (const [text, means, look] of [[texts.mean, view.means, "nc-steps-line"], [texts.rule, view.rule, "nc-rule-line"]]) {
    if (!means.length) continue;
    svg.append(makeSvg("path", { class: look, d: line(means, x, y) }));
    labels.push({ text, at: y(means.at(-1)), class: "nc-count" });
  }
  view.scores.forEach((score, at) => svg.append(makeSvg("circle", { class: "nc-open-spot", cx: x(at + 1), cy: y(score), r: 4 })));
  svg.append(...apart(labels).map((label) => makeSvg("text", { class: label.class, x: right + 8, y: label.at + 4 }, label.text)));
  return box;
}

/** Names of lines at their heights, moved down where one would cover another. */
function apart(labels) {
  labels.sort((one, other) => one.at - other.at);
  for (let i = 1; i < labels.length; i += 1) labels[i].at = Math.max(labels[i].at, labels[i - 1].at + 13);
  return labels;
}

function render({ model, el }) {
  const texts = model.get("texts");
  const send = (message) => model.send(message);
  const file = make("div", { class: "nc-file" });
  const picture = make("div", { class: "nc-panels", "data-nc-picture": true });
  el.append(make("div", { class: "nc-tray" }, file, picture));

  function drawFile() {
    const view = model.get("file");
    const brief = make("div", { class: "nc-brief" });
    brief.innerHTML = view.brief; // escaped markdown from Python
    const heading = make("h4", { tabindex: "-1" }, view.title);
    file.replaceChildren(heading, brief, view.record.result ? record(view, texts, send) : boxes(view, texts, send));
  }
  function drawChart() {
    const view = model.get("chart");
    picture.replaceChildren(calibrationPanel(view, texts), scorePanel(view, texts));
  }
  function told(message) {
    const target = message.do === "focus-notice" ? "[aria-invalid=true]" : ".nc-record, h4";
    const all = [...file.querySelectorAll(target)];
    (all.find((node) => node.matches(".nc-record")) ?? all[0])?.focus();
  }
  drawFile();
  drawChart();
  const stops = [listen(model, "change:file", drawFile), listen(model, "change:chart", drawChart), listen(model, "msg:custom", told)];
  return () => stops.forEach((stop) => stop());
}

export default { render };
