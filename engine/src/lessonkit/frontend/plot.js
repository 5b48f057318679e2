// Draws a chart as SVG from a small description: `{x, y, right, marks, height, square}`; charts.py says what they hold.
// Elements are kept from one drawing to the next, so what moves can glide, and little is changed.

const ROW = 15; // px that a named row needs
const NEAR_ENOUGH = 28; // px between the pointer and the mark that it asks for

/** The width of a text in px. */
const widthOf = (() => {
  const paper = document.createElement("canvas").getContext("2d");
  return (text, font) => {
    if (!paper) return 7 * text.length;
    paper.font = font;
    return paper.measureText(text).width;
  };
})();

/** A number as people write it. */
function said(value, axis) {
  const digits = axis.digits ?? (Number.isInteger(value) ? 0 : 1);
  const text = Math.abs(value).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: !axis.plain });
  return value < 0 && Number(text.replaceAll(",", "")) ? `−${text}` : text;
}

/** The same with its unit. */
function measured(value, axis) {
  return axis.unit ? `${said(value, axis)} ${axis.unit}` : said(value, axis);
}

/** Up to `most` round numbers from low to high. */
function roundNumbers(low, high, most) {
  const least = (high - low) / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((part) => part * power).find((size) => size >= least * 0.999) ?? least;
  const numbers = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high * (1 + 1e-9) + 1e-12; at += 1) numbers.push(Number((at * step).toPrecision(12)));
  return numbers;
}

/** Where values stand between two places in px. */
function scaleOf(axis, from, to) {
  const [low, high] = axis.names ? [-0.6, axis.names.length - 0.4] : [axis.low, axis.high];
  const along = axis.log ? Math.log : (value) => value;
  return (value) => from + ((to - from) * (along(value) - along(low))) / (along(high) - along(low));
}

/** What an axis says: pairs of value and text. */
function ticksOf(axis, pixels) {
  if (axis.names) return axis.names.map((name, at) => [at, name]);
  const values = axis.ticks ?? roundNumbers(axis.low, axis.high, pixels / 45);
  const step = values.length > 1 ? Math.abs(values[1] - values[0]) : 1;
  const digits = axis.log ? undefined : Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
  return values.map((value) => [value, said(value, { plain: axis.plain, digits })]);
}

/** Elements of a drawing by key. What a drawing does not use again is removed when it ends. */
class Pool {
  constructor(root) {
    this.root = root;
    this.kept = new Map();
    this.used = new Set();
  }

  group(key, attributes = {}) {
    return this.use(key, "g", attributes, this.root);
  }

  /** Find or make an element, and set only what is not so already. */
  use(key, tag, attributes, parent, text = "") {
    let node = this.kept.get(key);
    if (!node || node.tagName !== tag) {
      node?.remove();
      node = makeSvg(tag);
      parent.append(node);
      this.kept.set(key, node);
    }
    this.used.add(key);
    for (const name of node.getAttributeNames()) if (!(name in attributes) && name !== "data-on") node.removeAttribute(name);
    for (const [name, value] of Object.entries(attributes)) {
      const next = typeof value === "number" ? String(Math.round(value * 10) / 10) : value;
      if (node.getAttribute(name) !== next) node.setAttribute(name, next);
    }
    if (tag === "text" && node.textContent !== text) node.textContent = text;
    return node;
  }

  end() {
    for (const [key, node] of this.kept) {
      if (this.used.has(key)) continue;
      node.remove();
      this.kept.delete(key);
    }
    this.used.clear();
  }
}

const SHAPES = {
  circle: (size) => `M${size},0A${size},${size} 0 1 1 ${-size},0A${size},${size} 0 1 1 ${size},0Z`,
  square: (size) => `M${-size},${-size}H${size}V${size}H${-size}Z`,
  diamond: (size) => `M0,${-1.3 * size}L${1.3 * size},0L0,${1.3 * size}L${-1.3 * size},0Z`,
  triangle: (size) => `M0,${-1.3 * size}L${1.2 * size},${0.9 * size}H${-1.2 * size}Z`,
  dash: () => "M-7,-1H7V1H-7Z",
  tick: (size) => `M-0.75,${-size}H0.75V${size}H-0.75Z`,
};

/** Move heights (px, downwards) apart until each has its room, none below `bottom`. */
function apart(heights, bottom, room) {
  const order = heights.map((_, at) => at).sort((a, b) => heights[b] - heights[a]);
  const moved = [...heights];
  let limit = bottom;
  for (const at of order) {
    moved[at] = Math.min(moved[at], limit);
    limit = moved[at] - room;
  }
  return moved;
}

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** One drawing on one `<svg>`. */
class Plot {
  constructor(svg) {
    this.svg = svg;
    this.pool = new Pool(svg);
    /** @type {{x: number, y: number, name: string, text: string, series: number, key: string, box?: any}[]} */
    this.picks = [];
    /** What no name may cover. @type {any[]} */
    this.boxes = [];
    /** Names at the right, with the places they belong to. @type {any[]} */
    this.ends = [];
    /** @type {any} */
    this.spec = {};
    this.mine = this.face = "";
    this.letter = 12;
    this.frame = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
    this.x = this.y = scaleOf({ low: 0, high: 1 }, 0, 1);
    this.names = svg;
  }

  draw(spec, width, mine = "") {
    this.spec = spec;
    this.mine = mine;
    const { fontFamily, fontSize } = getComputedStyle(this.svg);
    this.letter = parseFloat(fontSize); // px; slides have larger ones
    this.face = `${fontSize} ${fontFamily}`;
    this.picks = [];
    this.boxes = [];
    this.ends = [];
    this.lay(width);
    this.drawAxes();
    const layers = spec.marks.map((_mark, at) => this.pool.group(`m${at}`, { class: "nc-layer" }));
    this.names = this.pool.group("names", { class: "nc-names" });
    spec.marks.forEach((mark, at) => this[`draw_${mark.mark}`](mark, layers[at], `m${at}`, at));
    spec.marks.forEach((mark, at) => this.nameDots(mark, `m${at}`));
    this.nameEnds();
    this.pool.end();
  }

  /** Find the room of the plot between the texts around it. */
  lay(width) {
    const { spec } = this;
    const measure = (text) => widthOf(text, this.face);
    const rows = spec.y.names?.length;
    const over = spec.marks.some((mark) => mark.mark === "rule" && mark.name && mark.x !== undefined) ? this.letter + 4 : 0;
    const top = (spec.y.label || spec.right?.label ? this.letter + 10 : 8) + over;
    const bottom = spec.x.label ? 2 * this.letter + 18 : this.letter + 12;
    const height = spec.square ? Math.min(width, 430) : spec.height ?? (rows ? rows * Math.max(ROW, Math.min(30, 220 / rows)) + top + bottom : 300);
    const widest = (texts) => Math.max(0, ...texts.map(measure));
    const left = widest(ticksOf(spec.y, height).map(([, text]) => text)) + 10;
    const named = spec.marks.filter((mark) => (mark.mark === "line" || (mark.mark === "rule" && mark.y !== undefined)) && mark.name && !mark.quiet);
    const texts = spec.marks.filter((mark) => mark.mark === "bar" && !this.upright(mark)).flatMap((mark) => mark.rows.map((row) => row.text ?? ""));
    const right = Math.max(spec.right ? 44 : 14, widest(named.map((mark) => mark.name)) + 14, widest(texts) + 14);
    this.frame = { left, top, right: Math.max(width - right, left + 40), bottom: height - bottom, width, height };
    const { frame } = this;
    const inner = Math.min(frame.right - frame.left, frame.bottom - frame.top);
    if (spec.square) frame.right = frame.left + inner;
    this.x = scaleOf(spec.x, frame.left, frame.right);
    this.y = spec.y.names ? scaleOf(spec.y, frame.top, frame.bottom) : scaleOf(spec.y, frame.bottom, frame.top);
    this.svg.setAttribute("width", String(width));
    this.svg.setAttribute("height", String(height));
  }

  upright(mark) {
    return mark.upright ?? !this.spec.y.names;
  }

  drawAxes() {
    const { spec, frame, pool } = this;
    const across = pool.group("x", { class: "nc-axis-x" });
    const up = pool.group("y", { class: "nc-axis-y" });
    let free = -Infinity;
    for (const [value, text] of ticksOf(spec.x, frame.right - frame.left)) {
      const at = this.x(value);
      const half = widthOf(text, this.face) / 2;
      if (spec.y.names || spec.grid) this.line(`xg${value}`, across, at, frame.top, at, frame.bottom, "nc-grid");
      if (at - half < free) continue;
      free = at + half + 6;
      const middle = Math.min(at, frame.width - half);
      const name = spec.x.names ? "nc-tick nc-name" : "nc-tick";
      pool.use(`xt${value}`, "text", { class: this.mineClass(name, text), x: middle, y: frame.bottom + this.letter + 4, "text-anchor": "middle" }, across, text);
    }
    let above = -Infinity;
    for (const [value, text] of ticksOf(spec.y, frame.bottom - frame.top)) {
      const at = this.y(value);
      if (spec.y.names && at - above < 0.99 * this.letter) continue;
      if (spec.y.names) above = at;
      if (!spec.y.names) this.line(`yg${value}`, up, frame.left, at, frame.right, at, "nc-grid");
      const name = spec.y.names ? "nc-tick nc-name" : "nc-tick";
      pool.use(`yt${value}`, "text", { class: this.mineClass(name, text), x: frame.left - 7, y: at + 4, "text-anchor": "end" }, up, text);
    }
    const zero = (axis, scale) => (!axis.names && !axis.log && axis.low < 0 ? scale(0) : null);
    if (spec.y.names) {
      const at = zero(spec.x, this.x) ?? frame.left;
      this.line("base", up, at, frame.top, at, frame.bottom, "nc-base");
    } else {
      const at = zero(spec.y, this.y) ?? frame.bottom;
      this.line("base", across, frame.left, at, frame.right, at, "nc-base");
    }
    if (spec.y.label) pool.use("yl", "text", { class: "nc-axis-name", x: 0, y: this.letter }, up, spec.y.label);
    if (spec.x.label) {
      const half = widthOf(spec.x.label, this.face) / 2;
      const middle = Math.max(half, Math.min((frame.left + frame.right) / 2, frame.width - half));
      pool.use("xl", "text", { class: "nc-axis-name", x: middle, y: frame.bottom + 2 * this.letter + 12, "text-anchor": "middle" }, across, spec.x.label);
    }
    if (spec.right) this.drawRight();
  }

  drawRight() {
    const { spec, frame, pool } = this;
    const up = pool.group("r", { class: "nc-axis-y" });
    const scale = scaleOf(spec.right, frame.bottom, frame.top);
    for (const [value, text] of ticksOf(spec.right, frame.bottom - frame.top)) {
      pool.use(`rt${value}`, "text", { class: "nc-tick", x: frame.right + 7, y: scale(value) + 4 }, up, text);
    }
    pool.use("rl", "text", { class: "nc-axis-name", x: frame.width, y: this.letter, "text-anchor": "end" }, up, spec.right.label);
  }

  mineClass(name, text) {
    return this.mine && text === this.mine ? `${name} nc-mine` : name;
  }

  line(key, parent, x1, y1, x2, y2, name) {
    this.pool.use(key, "line", { class: name, x1, y1, x2, y2 }, parent);
  }

  scaleFor(mark) {
    return mark.right ? scaleOf(this.spec.right, this.frame.bottom, this.frame.top) : this.y;
  }

  look(mark, row = {}) {
    const classes = [`nc-${row.colour ?? mark.colour ?? "blue"}`];
    if (row.hollow ?? mark.hollow) classes.push("nc-hollow");
    if (mark.guess) classes.push("nc-ghost");
    return this.mineClass(classes.join(" "), row.name);
  }

  /** Let a mark be asked for. */
  pick(series, key, x, y, name, text, box) {
    if (name || text) this.picks.push({ series, key, x, y, name: name ?? "", text, box });
  }

  draw_bar(mark, layer, key, series) {
    const { frame, pool } = this;
    const upright = this.upright(mark);
    const thick = mark.thick ?? 0.72;
    const across = upright ? this.x : this.y;
    const along = upright ? this.scaleFor(mark) : this.x;
    const axis = upright ? this.spec.y : this.spec.x;
    const ranks = mark.rank ? ranksOf(mark.rows.map((row) => row.value)) : [];
    mark.rows.forEach((row, at) => {
      const base = along(row.from ?? (axis.log ? axis.low : Math.max(axis.low, 0)));
      const end = along(row.value);
      const [first, last] = [across(row.at - thick / 2), across(row.at + thick / 2)].sort((a, b) => a - b);
      const box = upright
        ? { x: first, y: Math.min(base, end), width: last - first, height: Math.abs(end - base) }
        : { x: Math.min(base, end), y: first, width: Math.abs(end - base), height: last - first };
      pool.use(`${key}b${at}`, "rect", { class: `nc-bar ${this.look(mark, row)}`, ...box }, layer);
      const middle = (first + last) / 2;
      const [x, y] = upright ? [middle, end] : [end, middle];
      const beyond = end < base && !upright ? -1 : 1;
      if (row.text) {
        const place = upright ? { x, y: y - 6, "text-anchor": "middle" } : { x: x + 5 * beyond, y: y + 4, "text-anchor": beyond > 0 ? "start" : "end" };
        pool.use(`${key}t${at}`, "text", { class: this.mineClass("nc-value", row.name), ...place }, layer, row.text);
      }
      const band = upright
        ? { left: first, right: last, top: frame.top, bottom: frame.bottom }
        : { left: 0, right: frame.width, top: first - 1, bottom: last + 1 };
      this.pick(series, `${key}b${at}`, x, y, row.name, this.words(row, axis, row.value, ranks[at], mark), band);
    });
  }

  draw_dot(mark, layer, key, series) {
    const size = mark.size ?? 4;
    const scale = this.scaleFor(mark);
    const axis = mark.measure === "x" ? this.spec.x : this.spec.y;
    const values = mark.rows.map((row) => (mark.measure === "x" ? row.x : row.y));
    const ranks = mark.rank ? ranksOf(values) : [];
    mark.rows.forEach((row, at) => {
      const [x, y] = [this.x(row.x), scale(row.y)];
      this.pool.use(`${key}d${at}`, "path", { class: `nc-spot ${this.look(mark, row)}`, d: SHAPES[row.shape ?? mark.shape ?? "circle"](size), style: `transform: translate(${Math.round(10 * x) / 10}px, ${Math.round(10 * y) / 10}px)` }, layer);
      this.boxes.push({ left: x - size - 1, right: x + size + 1, top: y - size - 1, bottom: y + size + 1 });
      this.pick(series, `${key}d${at}`, x, y, row.name, this.words(row, axis, values[at], ranks[at], mark));
    });
  }

  /** Put names beside dots where they cover nothing; the first rows choose first. */
  nameDots(mark, key) {
    if (mark.mark !== "dot" || !mark.rows.some((row) => row.label)) return;
    const { frame } = this;
    const scale = this.scaleFor(mark);
    const away = (mark.size ?? 4) + 5;
    mark.rows.forEach((row, at) => {
      if (!row.label) return;
      const [x, y, wide] = [this.x(row.x), scale(row.y), widthOf(row.label, this.face)];
      const ways = [[away, 4, "start"], [-away, 4, "end"], [0, -away - 2, "middle"], [0, away + this.letter - 2, "middle"], [away, -10, "start"], [-away, -10, "end"], [away, 18, "start"], [-away, 18, "end"]];
      const places = ways.map(([dx, dy, anchor]) => {
        const start = x + Number(dx) - (anchor === "end" ? wide : anchor === "middle" ? wide / 2 : 0);
        return { x: x + Number(dx), y: y + Number(dy), anchor, left: start, right: start + wide, top: y + Number(dy) - this.letter + 1, bottom: y + Number(dy) + 3 };
      });
      const inside = (box) => box.left >= frame.left - 2 && box.right <= frame.width && box.top >= 0 && box.bottom <= frame.bottom + 2;
      const free = places.find((box) => inside(box) && !this.boxes.some((other) => meet(box, other)));
      const place = free ?? (row.must ? places.find(inside) ?? places[0] : null);
      if (!place) return;
      this.boxes.push(place);
      const look = this.mineClass(`nc-dot-name nc-text-${row.labelColour ?? "ink"}`, row.name);
      this.pool.use(`${key}n${at}`, "text", { class: look, x: place.x, y: place.y, "text-anchor": place.anchor }, this.names, row.label);
    });
  }

  draw_line(mark, layer, key, series) {
    if (!mark.points.length) return;
    const { frame } = this;
    const scale = this.scaleFor(mark);
    const places = mark.points.map(([x, y]) => [this.x(x), Math.max(-4000, Math.min(4000, scale(y)))]);
    const joined = places.map(([x, y], at) => `${at ? (mark.step ? `H${x.toFixed(1)}V` : "L") : "M"}${at && mark.step ? "" : `${x.toFixed(1)},`}${y.toFixed(1)}`).join("");
    const style = [`nc-stroke ${this.look(mark)}`, mark.dash ? `nc-${mark.dash}` : "", mark.fill ? "nc-filled" : ""].join(" ").trim();
    this.pool.use(`${key}s`, "path", { class: style, d: joined + (mark.closed ? "Z" : ""), "stroke-width": String(mark.width ?? 2.5) }, layer);
    if (mark.closed || mark.mute) return;
    const axis = mark.right ? this.spec.right : this.spec.y;
    places.forEach(([x, y], at) => {
      if (y < frame.top - 2 || y > frame.bottom + 2) return;
      const [across, up] = mark.points[at];
      const where = mark.says?.[at] ?? `${measured(across, this.spec.x)}: ${measured(up, axis)}`;
      this.pick(series, `${key}p${at}`, x, y, mark.name, where);
    });
    if (mark.name && !mark.quiet) this.ends.push({ text: mark.name, colour: mark.colour, place: lastInside(places, frame) });
  }

  draw_area(mark, layer, key) {
    if (!mark.points.length) return;
    const scale = this.scaleFor(mark);
    const edge = (points, at) => points.map((point) => `${this.x(point[0]).toFixed(1)},${scale(point[at]).toFixed(1)}`).join("L");
    const outline = `M${edge(mark.points, 2)}L${edge([...mark.points].reverse(), 1)}Z`;
    this.pool.use(`${key}a`, "path", { class: `nc-area nc-${mark.colour ?? "blue"}`, d: outline }, layer);
  }

  draw_rule(mark, layer, key, series) {
    const { frame, pool } = this;
    const upright = mark.x !== undefined;
    const at = upright ? this.x(mark.x) : this.y(mark.y);
    const [x1, y1, x2, y2] = upright ? [at, frame.top - (mark.name ? 2 : 0), at, frame.bottom] : [frame.left, at, frame.right, at];
    pool.use(`${key}r`, "line", { class: `nc-stroke ${this.look(mark)} nc-${mark.dash ?? "dashed"}`, x1, y1, x2, y2, "stroke-width": String(mark.width ?? 1.5) }, layer);
    if (!mark.name) return;
    const axis = upright ? this.spec.x : this.spec.y;
    this.pick(series, `${key}r`, upright ? at : frame.right, upright ? frame.top : at, mark.name, mark.say ?? measured(mark.x ?? mark.y, axis));
    if (!upright) {
      if (!mark.quiet) this.ends.push({ text: mark.name, colour: mark.colour, place: [frame.right, at] });
      return;
    }
    const half = widthOf(mark.name, this.face) / 2;
    const middle = Math.max(frame.left + half, Math.min(at, frame.width - half));
    const box = { left: middle - half, right: middle + half, top: frame.top - 6 - this.letter, bottom: frame.top - 4 };
    for (const other of this.boxes) if (other.rule && meet(box, other)) { box.top += this.letter + 2; box.bottom += this.letter + 2; }
    this.boxes.push({ ...box, rule: true });
    pool.use(`${key}n`, "text", { class: `nc-end nc-text-${mark.colour ?? "ink"}`, x: middle, y: box.bottom - 2, "text-anchor": "middle" }, this.names, mark.name);
  }

  draw_label(mark, _layer, key) {
    const anchor = mark.anchor ?? "start";
    const place = { x: this.x(mark.x) + (mark.dx ?? 0), y: this.y(mark.y) + (mark.dy ?? 4), "text-anchor": anchor };
    const wide = widthOf(mark.text, this.face);
    const left = place.x - (anchor === "end" ? wide : anchor === "middle" ? wide / 2 : 0);
    const kept = Math.max(2, Math.min(left, this.frame.width - wide - 2)) - left;
    this.boxes.push({ left: left + kept, right: left + kept + wide, top: place.y - this.letter, bottom: place.y + 3 });
    this.pool.use(`${key}l`, "text", { class: `nc-dot-name nc-text-${mark.colour ?? "ink"}`, ...place, x: place.x + kept }, this.names, mark.text);
  }

  /** Write names where their lines end, apart from each other. */
  nameEnds() {
    const heights = apart(this.ends.map(({ place }) => place[1]), this.frame.bottom, this.letter + 3);
    this.ends.forEach(({ text, colour, place }, at) => {
      this.pool.use(`end${at}`, "text", { class: `nc-end nc-text-${colour ?? "blue"}`, x: place[0] + 7, y: heights[at] + 4 }, this.names, text);
    });
  }

  /** What is said of a mark beside its name. */
  words(row, axis, value, rank, mark) {
    const text = row.say ?? measured(value, axis);
    const what = mark.name ? `${mark.name}: ${text}` : text;
    return rank ? `${what}, rank ${rank} of ${mark.rows.length}` : what;
  }

  /** The mark that a place in px asks for, or -1. */
  nearest(x, y) {
    let [best, least] = [-1, NEAR_ENOUGH];
    this.picks.forEach((pick, at) => {
      const { box } = pick;
      const on = box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      const far = Math.hypot(pick.x - x, pick.y - y);
      const away = on ? Math.min(far, NEAR_ENOUGH - 1) : far;
      if (away < least) [best, least] = [at, away];
    });
    return best;
  }
}

/** Ranks from the highest value, equal values sharing one. */
function ranksOf(values) {
  return values.map((value) => 1 + values.filter((other) => other > value).length);
}

/** The last place of a line that lies in the frame. */
function lastInside(places, frame) {
  const inside = places.filter(([, y]) => y >= frame.top - 2 && y <= frame.bottom + 2);
  return inside.at(-1) ?? places[places.length - 1];
}

/** Draw into `svg` now and whenever its room changes. Returns a function that stops. */
function fit(svg, draw) {
  let width = 0;
  const watch = new ResizeObserver(([entry]) => {
    const next = Math.floor(entry.contentRect.width);
    if (next && next !== width) draw(width = next);
  });
  watch.observe(svg.parentElement);
  return () => watch.disconnect();
}
