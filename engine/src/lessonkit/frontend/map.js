// A map: shapes once, then only what changes. Each look is a colour and a hatching.

// Strokes on a tile of 10 by 10. Looks that follow each other differ in direction or kind.
const HATCHES = [
  "",
  "M-2,2 L2,-2 M-2,12 L12,-2 M8,12 L12,8",
  "M2.5,5 h5",
  "M-2,8 L2,12 M-2,-2 L12,12 M8,-2 L12,2",
  "M0,5 H10",
  "M5,0 V10",
  "M5,2.5 v5 M2.5,5 h5",
  "M0,2.5 H10 M0,7.5 H10",
  "M-2,2 L2,-2 M-2,12 L12,-2 M8,12 L12,8 M-2,8 L2,12 M-2,-2 L12,12 M8,-2 L12,2",
  "M2.5,0 V10 M7.5,0 V10",
  "M0,5 H10 M5,0 V10",
];

function hatching(looks, id, tile) {
  const patterns = looks.filter((look) => look.hatch !== undefined).map((look) =>
    makeSvg("pattern", { id: `${id}-${look.key}`, width: 10, height: 10, patternUnits: "userSpaceOnUse", patternTransform: `scale(${tile / 10})` },
      makeSvg("rect", { width: 10, height: 10, class: `nc-ground nc-look-${look.hatch}` }),
      makeSvg("path", { d: HATCHES[look.hatch], class: "nc-hatch" })));
  return makeSvg("defs", {}, ...patterns);
}

/** A name, and below it smaller what follows a line break. */
function label(text, [x, y], size) {
  const [name, more] = text.split("\n");
  const node = makeSvg("text", { x, y, "font-size": size, "text-anchor": "middle" }, name);
  if (more) node.append(makeSvg("tspan", { x, dy: "1.1em", "font-size": size * 0.8 }, more));
  return node;
}

function render({ model, el }) {
  const id = ncId("map");
  const looks = model.get("looks");
  const hatched = new Set(looks.filter((look) => look.hatch !== undefined).map((look) => look.key));
  const fill = (key) => (hatched.has(key) ? `url(#${id}-${key})` : "");
  let shapes = new Map();
  let layers = {};

  const picture = make("div", { class: "nc-map-picture", "data-nc-picture": true });
  const legend = make("ul", { class: "nc-legend", "aria-label": "Key to the map" });
  const said = make("span", { role: "status" });
  const finder = make("select", { id: `${id}-find`, onchange: () => tell(finder.value) });
  el.append(make("div", { class: "nc-map" }, picture, legend,
    make("div", { class: "nc-find" }, make("label", { for: `${id}-find` }, "Look up a country"), finder, said)));

  function tell(iso3) {
    for (const shape of shapes.values()) shape.classList.remove("nc-found");
    const shape = shapes.get(iso3);
    if (shape) {
      shape.classList.add("nc-found");
      shape.parentNode.append(shape); // above its neighbours, so that its whole outline is seen
    }
    finder.value = iso3;
    said.textContent = model.get("notes")[iso3] ?? "";
  }

  function drawBase() {
    const base = model.get("base");
    if (!base.shapes) return;
    const land = makeSvg("g", { class: "nc-land" });
    shapes = new Map(Object.entries(base.shapes).map(([iso3, d]) => [iso3, makeSvg("path", { d, "data-iso3": iso3 })]));
    land.append(...shapes.values());
    const frames = (base.insets ?? []).map((frame) => makeSvg("rect", { ...frame, class: "nc-inset" }));
    layers = { dots: makeSvg("g", { class: "nc-dots" }), labels: makeSvg("g", { class: "nc-labels" }) };
    const svg = makeSvg("svg", { viewBox: `0 0 ${base.width} ${base.height}`, width: base.width, height: base.height, "aria-hidden": "true" },
      hatching(looks, id, base.width / 100), land, ...frames, layers.dots, layers.labels);
    const pointed = (event) => { const iso3 = event.target.dataset.iso3; if (model.get("notes")[iso3]) tell(iso3); };
    land.addEventListener("pointerover", pointed);
    land.addEventListener("click", pointed);
    picture.replaceChildren(svg);
    drawFills();
    drawMarks();
  }

  function drawFills() {
    const fills = model.get("fills");
    for (const [iso3, shape] of shapes) {
      const key = fills[iso3] ?? "";
      if (shape.dataset.look === key) continue;
      shape.dataset.look = key;
      shape.style.fill = fill(key);
    }
    const used = new Set(Object.values(fills));
    for (const item of legend.children) item.classList.toggle("nc-later", !used.has(item.getAttribute("data-look")));
  }

  function drawMarks() {
    const { points = {}, width } = model.get("base");
    if (!layers.labels) return;
    const size = width / 52;
    layers.labels.replaceChildren(...Object.entries(model.get("labels")).filter(([iso3]) => points[iso3]).map(([iso3, text]) =>
      label(text, points[iso3], size)));
    layers.dots.replaceChildren(...model.get("dots").flatMap((dot) => [
      makeSvg("path", { d: dot.kind === "cross" ? "M-6,0 H6 M0,-6 V6" : "M-5,0 a5,5 0 1 0 10,0 a5,5 0 1 0 -10,0", class: `nc-dot nc-${dot.kind}`, transform: `translate(${dot.x},${dot.y}) scale(${size / 16})` }),
      makeSvg("text", { x: dot.x, y: dot.y - size * 0.6, "font-size": size * 0.85, "text-anchor": "middle" }, dot.text)]));
  }

  function drawLegend() {
    legend.replaceChildren(...looks.map((look) => {
      const swatch = makeSvg("svg", { viewBox: "0 0 24 14", "aria-hidden": "true" }, makeSvg("rect", { width: 24, height: 14, "data-look": look.key, style: `fill: ${fill(look.key)}` }));
      return make("li", { "data-look": look.key }, swatch, look.text);
    }));
  }

  function drawFinder() {
    const { names = {} } = model.get("base");
    const known = Object.keys(model.get("notes")).sort((a, b) => (names[a] ?? a).localeCompare(names[b] ?? b));
    finder.replaceChildren(make("option", { value: "" }, "Choose"), ...known.map((iso3) => make("option", { value: iso3 }, names[iso3] ?? iso3)));
  }

  drawLegend();
  drawBase();
  drawFinder();
  const stops = [
    listen(model, "change:base", drawBase), listen(model, "change:fills", drawFills),
    listen(model, "change:labels", drawMarks), listen(model, "change:dots", drawMarks),
  ];
  return () => stops.forEach((stop) => stop());
}

export default { render };
