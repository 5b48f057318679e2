// Build your own 1949: a map and a list to choose states from, and a pair of bars for each measure.

const SVG = "http://www.w3.org/2000/svg";
const WIDE = 640;
const ROW = 46; // px of a pair of bars
const TOP = 46;
const LEFT = 132;
const RIGHT = 52;
const HIGHEST = 80; // per cent of the world at the right end, unless a bar is longer

function draw(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function hatches(id) {
  const tile = (key, path) => draw("pattern", { id: `${id}-${key}`, width: 9, height: 9, patternUnits: "userSpaceOnUse" },
    draw("rect", { width: 9, height: 9, class: `nc-ground-${key}` }), draw("path", { d: path, class: "nc-hatch" }));
  return draw("defs", {}, tile("ours", "M-2,2 L2,-2 M-2,11 L11,-2 M7,11 L11,7"), tile("theirs", "M4.5,0 V9"));
}

function render({ model, el }) {
  const id = ncId("build");
  const states = model.get("states");
  const owner = new Map(states.flatMap((state) => state.shapes.map((shape) => [shape, state.key])));
  const boxes = new Map();
  let shapes = new Map();

  function choose(keys) {
    model.set("chosen", [...keys].sort());
    model.save_changes();
    follow();
  }
  function toggle(key) {
    const chosen = new Set(model.get("chosen"));
    if (!chosen.delete(key)) chosen.add(key);
    choose(chosen);
  }

  // -- the list and its buttons

  function option(state) {
    const box = make("input", { type: "checkbox", value: state.key, onchange: () => toggle(state.key) });
    const note = make("span", { class: "nc-hint" });
    boxes.set(state.key, { box, note });
    return make("label", { class: "nc-state" }, box, make("span", {}, state.name, note));
  }
  const buttons = model.get("groups").map((group) =>
    make("button", { class: "nc-button nc-group", type: "button", onclick: () => choose(group.states) }, group.name));
  const list = make("fieldset", { class: "nc-states" }, make("legend", {}, "Your alliance"),
    make("div", { class: "nc-groups" }, ...buttons), make("div", { class: "nc-state-list" }, ...states.map(option)));

  // -- the map: for the mouse; the list does the same

  const picture = make("div", { class: "nc-map-picture nc-build-map", "aria-hidden": "true" });
  function drawMap() {
    const base = model.get("base");
    shapes = new Map(Object.entries(base.shapes).map(([iso3, d]) => [iso3, draw("path", { d, "data-iso3": iso3 })]));
    const land = draw("g", { class: "nc-land" }, ...shapes.values());
    const frames = base.insets.map((frame) => draw("rect", { ...frame, class: "nc-inset" }));
    land.addEventListener("click", (event) => { const key = owner.get(event.target.dataset.iso3); if (key) toggle(key); });
    for (const [iso3, shape] of shapes) {
      const key = owner.get(iso3);
      if (key) shape.append(draw("title", {}, states.find((state) => state.key === key).name));
    }
    picture.replaceChildren(draw("svg", { viewBox: `0 0 ${base.width} ${base.height}` }, hatches(id), land, ...frames));
  }

  // -- the bars

  const chart = draw("svg", { class: "nc-bars", "aria-hidden": "true" });
  const bars = make("div", { class: "nc-bars-picture", "data-nc-picture": true }, chart);

  function drawBars() {
    const rows = model.get("bars");
    const sides = model.get("sides");
    if (!rows.length) return;
    const most = Math.max(HIGHEST, ...rows.map((row) => Math.max(row.ours, row.theirs)));
    const scale = (WIDE - LEFT - RIGHT) / most;
    chart.setAttribute("viewBox", `0 0 ${WIDE} ${TOP + ROW * rows.length}`);
    const key = (side, name, x) => [draw("rect", { x, y: 27, width: 16, height: 11, class: `nc-bar-${side}` }),
      draw("text", { x: x + 22, y: 37 }, name)];
    const nodes = [draw("text", { x: 0, y: 15, class: "nc-claim" }, model.get("claim")),
      ...key("ours", sides[0], 0), ...key("theirs", sides[1], 130), draw("text", { x: WIDE, y: 37, "text-anchor": "end", class: "nc-unit" }, "% of the world")];
    rows.forEach((row, at) => {
      const y = TOP + at * ROW;
      if (at === 1) nodes.push(draw("path", { d: `M0,${y - 1} H${WIDE}`, class: "nc-axis" }));
      nodes.push(draw("text", { x: LEFT - 8, y: y + 25, "text-anchor": "end", class: at ? "" : "nc-claim" }, row.name));
      for (const { offset, side, n } of [{ offset: 4, side: "ours", n: 0 }, { offset: 22, side: "theirs", n: 1 }]) {
        const width = Math.max(row[side] * scale, 1);
        nodes.push(draw("rect", { x: LEFT, y: y + offset, width, height: 16, class: `nc-bar-${side}`, "data-side": side }));
        nodes.push(draw("text", { x: LEFT + width + 5, y: y + offset + 12.5 }, row.texts[n]));
      }
    });
    chart.replaceChildren(...nodes);
  }

  function follow() {
    const chosen = new Set(model.get("chosen"));
    const missing = new Set(model.get("missing"));
    const against = new Set(model.get("against"));
    for (const [key, { box, note }] of boxes) {
      box.checked = chosen.has(key);
      note.textContent = missing.has(key) ? " (no figures)" : "";
    }
    for (const [iso3, shape] of shapes) {
      const key = owner.get(iso3);
      const look = key && chosen.has(key) ? "ours" : against.has(iso3) ? "theirs" : key ? "free" : "";
      if (shape.dataset.look === look) continue;
      shape.dataset.look = look;
      shape.style.fill = look === "ours" || look === "theirs" ? `url(#${id}-${look})` : "";
    }
  }

  el.append(make("div", { class: "nc-build" }, make("div", { class: "nc-choose" }, picture, list), bars));
  drawMap();
  drawBars();
  follow();
  const stops = [listen(model, "change:chosen", follow), listen(model, "change:missing", follow),
    listen(model, "change:against", follow), listen(model, "change:bars", drawBars), listen(model, "change:claim", drawBars)];
  return () => stops.forEach((stop) => stop());
}

export default { render };
