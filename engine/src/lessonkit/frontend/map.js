// A map: shapes once, then only what changes. Each look is a colour and a hatching. Needs frame.js.

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
  "M1.5,2.5 h2 M6.5,7.5 h2",
  "M-1,1 L1,-1 M-1,11 L11,-1 M9,11 L11,9",
];

const COUNTING = 500; // ms that a count takes to its new value
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function hatching(looks, id, tile) {
  const patterns = looks.filter((look) => look.hatch !== undefined).map((look) =>
    makeSvg("pattern", { id: `${id}-${look.key}`, width: 10, height: 10, patternUnits: "userSpaceOnUse", patternTransform: `scale(${tile / 10})` },
      makeSvg("rect", { width: 10, height: 10, class: `nc-ground nc-look-${look.hatch}` }),
      makeSvg("path", { d: HATCHES[look.hatch], class: `nc-hatch nc-hatch-${look.hatch}` })));
  return makeSvg("defs", {}, ...patterns);
}

/** A name, and below it smaller what follows a line break. */
function label(text, [x, y], size) {
  const [name, more] = text.split("\n");
  const node = makeSvg("text", { x, y, "font-size": size, "text-anchor": "middle" }, name);
  if (more) node.append(makeSvg("tspan", { x, dy: "1.1em", "font-size": size * 0.8 }, more));
  return node;
}

/** Show numbers that run up or down to each new one; at once where no motion is wanted. Returns `(count) => void`. */
function counter(box) {
  const number = make("b");
  const text = make("span");
  box.append(number, text);
  /** @type {?number} */
  let shown = null; // nothing yet: the first number does not run
  let run = 0;
  const put = (value) => { shown = value; number.textContent = Math.round(value).toLocaleString("en-GB"); };
  return (count) => {
    cancelAnimationFrame(run);
    box.hidden = count.value === undefined;
    if (box.hidden) return;
    text.textContent = ` ${count.text}`;
    const from = shown ?? count.value;
    const still = document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still || from === count.value) return put(count.value);
    const start = performance.now();
    const step = (now) => {
      const part = Math.min((now - start) / COUNTING, 1);
      put(from + (count.value - from) * part);
      if (part < 1) run = requestAnimationFrame(step);
    };
    run = requestAnimationFrame(step);
  };
}

/**
 * Make a map. `parts` holds what does not change: `looks`, and `notes` by code.
 * `show(base, state)` draws what `state` says: fills, labels, dots, lines and count.
 */
function makeMap({ looks, notes }) {
  const id = ncId("map");
  const hatched = new Set(looks.filter((look) => look.hatch !== undefined).map((look) => look.key));
  const fill = (key) => (hatched.has(key) ? `url(#${id}-${key})` : "");
  /** @type {any} */
  let base = {};
  /** @type {Map<string, SVGElement>} */
  let shapes = new Map();
  /** @type {any} */
  let layers = {};
  let told = "";

  const picture = make("div", { class: "nc-map-picture", "data-nc-picture": true, tabindex: "0", role: "img", "aria-label": "Map" });
  const tip = make("div", { class: "nc-tip", "aria-hidden": "true", hidden: true });
  const count = make("div", { class: "nc-map-count", "aria-hidden": "true", hidden: true });
  const stage = make("div", { class: "nc-map-stage" }, count, picture, tip);
  const legend = make("ul", { class: "nc-legend", "aria-label": "Key to the map" });
  const said = make("span", { role: "status" });
  const finder = make("select", { id: `${id}-find`, onchange: () => tell(finder.value) });
  const root = make("div", { class: "nc-map" }, stage, legend,
    make("div", { class: "nc-find" }, make("label", { for: `${id}-find` }, "Look up a country"), finder, said));
  const showCount = counter(count);
  const former = () => base.former ?? { shapes: {}, names: {}, points: {}, parts: {} };
  const nameOf = (code) => base.names?.[code] ?? former().names[code] ?? code;
  const pointOf = (code) => base.points?.[code] ?? former().points[code];

  /**
   * Say what is known of a country, in words and beside it on the map.
   * @param {string} code
   * @param {?number[]} at a place in the window
   */
  function tell(code, at = null) {
    told = code;
    const shape = shapes.get(code);
    layers.outline.setAttribute("d", shape?.getAttribute("d") ?? "");
    finder.value = code;
    said.textContent = notes[code] ?? "";
    tip.hidden = !shape;
    if (!shape) return;
    tip.textContent = notes[code] ?? nameOf(code);
    const around = stage.getBoundingClientRect();
    const place = at ?? inWindow(pointOf(code));
    const left = Math.min(Math.max(place[0] - around.left - tip.offsetWidth / 2, 0), around.width - tip.offsetWidth);
    const above = place[1] - around.top - tip.offsetHeight - 14;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 0 ? above : place[1] - around.top + 18}px`;
  }

  function hush() {
    if (told) tell("");
  }

  function inWindow([x, y]) {
    const box = picture.firstElementChild?.getBoundingClientRect() ?? picture.getBoundingClientRect();
    return [box.left + (x / base.width) * box.width, box.top + (y / base.height) * box.height];
  }

  /** The nearest country in a direction, among those of which something is known and that are seen. */
  function beside(code, [dx, dy]) {
    const from = pointOf(code);
    const far = (to) => {
      const [x, y] = [to[0] - from[0], to[1] - from[1]];
      const ahead = x * dx + y * dy;
      return ahead > 0 ? ahead + 2 * Math.abs(x * dy - y * dx) : Infinity;
    };
    const others = Object.keys(notes).filter((one) => one !== code && shapes.has(one) && seen(one));
    others.sort((a, b) => far(pointOf(a)) - far(pointOf(b)));
    return others.length && far(pointOf(others[0])) < Infinity ? others[0] : code;
  }

  /** Is a country drawn now, and not covered by a former state? */
  function seen(code) {
    const drawn = (one) => shapes.get(one)?.style.display !== "none";
    return drawn(code) && !Object.entries(former().parts).some(([union, parts]) => parts.includes(code) && drawn(union));
  }

  picture.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hush();
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    tell(told && shapes.has(told) ? beside(told, way) : middle());
  });
  picture.addEventListener("blur", hush);
  picture.addEventListener("pointerleave", hush);

  /** The country nearest to the middle of the map, to begin with. */
  function middle() {
    const off = (code) => Math.hypot(pointOf(code)[0] - base.width / 2, pointOf(code)[1] - base.height / 2);
    return Object.keys(notes).filter((code) => shapes.has(code) && seen(code)).sort((a, b) => off(a) - off(b))[0] ?? "";
  }

  function drawBase() {
    const land = makeSvg("g", { class: "nc-land" });
    const all = { ...base.shapes, ...former().shapes };
    shapes = new Map(Object.entries(all).map(([code, d]) => [code, makeSvg("path", { d, "data-iso3": code })]));
    for (const [code, shape] of shapes) if (former().shapes[code]) shape.style.display = "none";
    land.append(...shapes.values());
    const frames = (base.insets ?? []).map((frame) => makeSvg("rect", { ...frame, class: "nc-inset" }));
    const layer = (name) => makeSvg("g", { class: `nc-${name}` });
    layers = { lines: layer("lines"), dots: layer("dots"), labels: layer("labels"), outline: makeSvg("path", { class: "nc-found" }) };
    const svg = makeSvg("svg", { viewBox: `0 0 ${base.width} ${base.height}`, width: base.width, height: base.height, "aria-hidden": "true" },
      hatching(looks, id, base.width / 100), land, ...frames, layers.lines, layers.outline, layers.dots, layers.labels);
    const pointed = (event) => { const code = event.target.dataset.iso3; if (code) tell(code, [event.clientX, event.clientY]); };
    land.addEventListener("pointerover", pointed);
    land.addEventListener("click", pointed);
    picture.replaceChildren(svg);
    drawFinder();
  }

  function drawFills(fills, lines) {
    for (const [code, shape] of shapes) {
      const key = fills[code] ?? "";
      if (shape.dataset.look === key) continue;
      shape.dataset.look = key;
      shape.style.fill = fill(key);
      if (former().shapes[code]) shape.style.display = key ? "" : "none";
    }
    const always = looks.filter((look) => look.always).map((look) => look.key);
    const used = new Set([...always, ...Object.values(fills), ...Object.values(lines)]);
    for (const item of legend.children) item.classList.toggle("nc-later", !used.has(item.getAttribute("data-look")));
  }

  /** Lines that stay are left alone, so that only a new one is seen to come. */
  function drawLines(lines) {
    for (const node of [...layers.lines.children]) if (lines[node.dataset.line] !== node.dataset.kind) node.remove();
    const there = new Set([...layers.lines.children].map((node) => node.dataset.line));
    for (const [name, kind] of Object.entries(lines)) {
      const d = base.lines?.[name];
      if (!d || there.has(name)) continue;
      layers.lines.append(makeSvg("g", { class: `nc-line nc-line-${kind}`, "data-line": name, "data-kind": kind },
        makeSvg("path", { d, class: "nc-halo" }), makeSvg("path", { d, class: "nc-stroke" })));
    }
  }

  function drawMarks(labels, dots) {
    const size = base.width / 52;
    layers.labels.replaceChildren(...Object.entries(labels).filter(([code]) => pointOf(code)).map(([code, text]) =>
      label(text, pointOf(code), size)));
    const shape = { cross: "M-6,0 H6 M0,-6 V6", ring: "M-5,0 a5,5 0 1 0 10,0 a5,5 0 1 0 -10,0" };
    layers.dots.replaceChildren(...dots.flatMap((dot) => [
      ...(shape[dot.kind] ? [makeSvg("path", { d: shape[dot.kind], class: `nc-dot nc-${dot.kind}`, transform: `translate(${dot.x},${dot.y}) scale(${size / 16})` })] : []),
      makeSvg("text", { x: dot.x, y: dot.y - (shape[dot.kind] ? size * 0.6 : 0), "font-size": size * (shape[dot.kind] ? 0.85 : 1), "text-anchor": dot.anchor ?? "middle" }, dot.text)]));
  }

  function drawLegend() {
    legend.replaceChildren(...looks.map((look) => {
      const sample = look.line
        ? makeSvg("g", { class: `nc-line nc-line-${look.key}` }, makeSvg("path", { d: "M0,7 H24", class: "nc-stroke" }))
        : makeSvg("rect", { width: 24, height: 14, "data-look": look.key, style: `fill: ${fill(look.key)}` });
      return make("li", { "data-look": look.key }, makeSvg("svg", { viewBox: "0 0 24 14", "aria-hidden": "true" }, sample), look.text);
    }));
  }

  function drawFinder() {
    const known = Object.keys(notes).filter((code) => shapes.has(code)).sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    finder.replaceChildren(make("option", { value: "" }, "Choose"), ...known.map((code) => make("option", { value: code }, nameOf(code))));
  }

  function show(newBase, { fills, labels, dots, lines, count: number }) {
    if (!newBase.shapes) return;
    if (newBase !== base) {
      base = newBase;
      drawBase();
    }
    drawFills(fills, lines);
    drawLines(lines);
    drawMarks(labels, dots);
    showCount(number);
  }

  drawLegend();
  return { root, picture, show };
}
