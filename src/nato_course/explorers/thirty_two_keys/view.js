// 32 keys: a strip of weeks, the tiles, and what would turn the keys that are left. Or a table of races.

const WIDE = 640;
const HIGH = 110;
const EDGE = { left: 30, right: 14, top: 22, bottom: 22 };

function sketch(tag, attributes = {}, text = "") {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

/** The number of yeses by week, as steps up to 32, with a line where the slider is. */
function strip(now) {
  const last = now.counts.length - 1;
  const x = (week) => EDGE.left + (week / last) * (WIDE - EDGE.left - EDGE.right);
  const y = (count) => HIGH - EDGE.bottom - (count / 32) * (HIGH - EDGE.top - EDGE.bottom);
  const steps = now.counts.map((count, week) => (week ? `H${x(week)} V${y(count)}` : `M${x(0)},${y(count)}`)).join(" ");
  const svg = sketch("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" });
  svg.append(
    sketch("path", { d: `M${x(0)},${y(0)} H${x(last)}`, class: "nc-rule" }),
    sketch("path", { d: `M${x(0)},${y(32)} H${x(last)}`, class: "nc-rule nc-all" }),
    sketch("text", { x: x(0) - 6, y: y(32) + 4, "text-anchor": "end" }, "32"),
    sketch("text", { x: x(0) - 6, y: y(0) + 4, "text-anchor": "end" }, "0"),
    sketch("text", { x: x(0), y: HIGH - 5 }, now.ends[0]),
    sketch("text", { x: x(last), y: HIGH - 5, "text-anchor": "end" }, now.ends[1]),
    sketch("path", { d: steps, class: "nc-count-line" }),
    sketch("path", { d: `M${x(now.week)},${y(0)} V${y(32) - 4}`, class: "nc-here" }),
  );
  const side = now.week > last - 6 ? "end" : now.week < 6 ? "start" : "middle";
  svg.append(sketch("text", { x: x(now.week), y: y(32) - 8, "text-anchor": side, class: "nc-strong" }, `${now.counts[now.week]} yes`));
  return svg;
}

function tile(one) {
  return make("li", { "data-state": one.state },
    make("span", { class: "nc-sign", "aria-hidden": "true" }, one.sign),
    make("span", { class: "nc-who" }, one.name), make("span", { class: "nc-unseen" }, ": "), make("span", { class: "nc-word" }, one.word));
}

function grid(now) {
  const row = ([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell)));
  return make("table", {},
    make("thead", {}, make("tr", {}, ...now.columns.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...now.rows.map(row)));
}

function render({ model, el }) {
  const basis = make("p", { class: "nc-basis" });
  const picture = make("div", { class: "nc-strip-picture", "data-nc-picture": true });
  const tiles = make("ul", { class: "nc-tiles", "aria-label": "The allies" });
  const title = make("p", { class: "nc-turn-title" });
  const lines = make("ul", { class: "nc-turns" });
  const races = make("div", { class: "nc-races", tabindex: "0", role: "region", "aria-label": "Races in the model" });
  el.append(make("div", { class: "nc-keys" }, basis, picture, tiles, title, lines, races));

  function draw() {
    const now = model.get("view");
    const table = now.kind === "table";
    basis.textContent = now.basis;
    picture.hidden = tiles.hidden = title.hidden = lines.hidden = table;
    races.hidden = !table;
    if (table) {
      races.replaceChildren(grid(now));
      return;
    }
    picture.replaceChildren(strip(now));
    tiles.replaceChildren(...now.tiles.map(tile));
    title.textContent = `${now.title}:`;
    lines.replaceChildren(...(now.lines.length ? now.lines : [now.none]).map((line) => make("li", {}, line)));
  }
  draw();
  return listen(model, "change:view", draw);
}

export default { render };
