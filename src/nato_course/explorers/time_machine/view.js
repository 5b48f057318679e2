// A strip of time: one count a year as steps, and a line where the slider is.

const WIDE = 600;
const HIGH = 96;
const EDGE = { left: 26, right: 26, top: 16, bottom: 20 };

function render({ model, el }) {
  const years = model.get("years");
  const counts = model.get("counts");
  const x = (index) => EDGE.left + (index / (years.length - 1)) * (WIDE - EDGE.left - EDGE.right);
  const y = (count) => HIGH - EDGE.bottom - (count / Math.max(...counts)) * (HIGH - EDGE.top - EDGE.bottom);
  const steps = counts.map((count, i) => (i ? `H${x(i)} V${y(count)}` : `M${x(0)},${y(count)}`)).join(" ");

  const svg = makeSvg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "nc-strip", "aria-hidden": "true" });
  svg.append(makeSvg("path", { d: `M${x(0)},${y(0)} H${WIDE - EDGE.right}`, class: "nc-axis" }), makeSvg("path", { d: steps, class: "nc-steps-line" }));
  for (const [i, year] of years.entries()) {
    if (i === 0 || (i > 5 && year % 10 === 0)) svg.append(makeSvg("text", { x: x(i), y: HIGH - 5, "text-anchor": "middle" }, year));
  }
  const here = makeSvg("path", { class: "nc-here" });
  const said = makeSvg("text", { class: "nc-count", "text-anchor": "middle" });
  svg.append(here, said);
  el.append(svg);

  function follow() {
    const i = model.get("at");
    here.setAttribute("d", `M${x(i)},${y(0)} V${y(counts[i])}`);
    said.setAttribute("x", x(i));
    said.setAttribute("y", y(counts[i]) - 4);
    said.textContent = counts[i];
  }
  follow();
  return listen(model, "change:at", follow);
}

export default { render };
