// The chair's desk: the picture, the seats and the log.

const SVG_NS = "http://www.w3.org/2000/svg";

function shape(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG_NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// ---- pictures --------------------------------------------------------------------------------

const WIDE = 760;

/** One bar for each capital: how far the text is from what it wants. Above its limit it objects. */
function barsPicture(bars) {
  const high = 210;
  const [left, right, top, bottom] = [44, 8, 22, 40];
  const most = Math.max(0.6, ...bars.map((bar) => Math.max(bar.loss, bar.limit) + 0.05));
  const y = (value) => high - bottom - (value / most) * (high - top - bottom);
  const slot = (WIDE - left - right) / Math.max(bars.length, 1);
  const svg = shape("svg", { viewBox: `0 0 ${WIDE} ${high}`, "aria-hidden": "true" });
  for (const value of [0, 0.2, 0.4, 0.6]) {
    svg.append(shape("path", { class: "nc-rule", d: `M${left},${y(value)} H${WIDE - right}` }),
      shape("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, String(Math.round(100 * value))));
  }
  svg.append(shape("text", { x: left, y: 12 }, "Distance of the text from each capital, in points. Above its mark a capital objects (✕)."));
  for (const [i, bar] of bars.entries()) {
    const x = left + i * slot;
    const middle = x + slot / 2;
    const width = Math.min(slot * 0.7, 26);
    svg.append(shape("rect", { class: bar.no ? "nc-bar nc-no" : "nc-bar", x: middle - width / 2, y: y(bar.loss), width, height: Math.max(y(0) - y(bar.loss), 0) }),
      shape("path", { class: "nc-limit", d: `M${middle - slot / 2 + 1},${y(bar.limit)} h${slot - 2}` }));
    if (bar.no) svg.append(shape("path", { class: "nc-cross", d: `M${middle - 4},${y(bar.loss) - 12} l8,8 m0,-8 l-8,8` }));
    svg.append(shape("text", {
      class: bar.no ? "nc-code nc-strong" : "nc-code", "text-anchor": "end",
      transform: `translate(${middle + 4},${high - bottom + 8}) rotate(-90)`,
    }, bar.note ? `${bar.code}*` : bar.code));
  }
  return svg;
}

/** Three axes: a stroke for what each capital wants, a diamond for the text. */
function axesPicture(view) {
  const row = 54;
  const [left, right] = [120, 70];
  const high = view.axes.length * row + 24;
  const x = (value) => left + (value / 100) * (WIDE - left - right);
  const diamond = (at, middle, kind) => shape("path", { class: kind, d: `M${x(at)},${middle - 8} l7,8 -7,8 -7,-8 z` });
  const svg = shape("svg", { viewBox: `0 0 ${WIDE} ${high}`, "aria-hidden": "true" });
  for (const [k, axis] of view.axes.entries()) {
    const middle = k * row + 34;
    svg.append(shape("text", { class: "nc-strong", x: 0, y: middle - 2 }, axis.name), shape("text", { x: 0, y: middle + 13 }, axis.low),
      shape("text", { x: WIDE - right + 12, y: middle + 4 }, axis.high), shape("path", { class: "nc-rule", d: `M${x(0)},${middle} H${x(100)}` }));
    for (const mark of axis.marks) {
      svg.append(shape("path", { class: mark.no ? "nc-tick nc-no" : "nc-tick", d: `M${x(mark.at)},${middle - (mark.no ? 11 : 6)} v${mark.no ? 22 : 12}` }));
    }
    const lanes = [[middle - 14, -Infinity], [middle + 22, -Infinity]]; // names stand above, or below when there is no room
    for (const mark of axis.marks.filter((one) => one.no).sort((a, b) => a.at - b.at)) {
      const lane = lanes.find(([, free]) => x(mark.at) >= free);
      if (!lane) continue;
      svg.append(shape("text", { class: "nc-code nc-strong", x: x(mark.at), y: lane[0], "text-anchor": "middle" }, mark.code));
      lane[1] = x(mark.at) + 32;
    }
    if (view.first[k] !== view.text[k]) svg.append(diamond(view.first[k], middle, "nc-was"));
    svg.append(diamond(view.text[k], middle, "nc-now"));
  }
  svg.append(shape("text", { x: left, y: high - 4 }, "◆ text now   ◇ first text   | what a capital wants (thick: objected last)"));
  return svg;
}

/** The share of councils that agree, by their size. */
function oddsPicture(view) {
  const high = 300;
  const [left, right, top, bottom] = [48, 30, 30, 40];
  const x = (size) => left + ((size - 3) / 29) * (WIDE - left - right);
  const y = (rate) => high - bottom - rate * (high - top - bottom);
  const svg = shape("svg", { viewBox: `0 0 ${WIDE} ${high}`, "aria-hidden": "true" });
  for (const rate of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(shape("path", { class: "nc-rule", d: `M${left},${y(rate)} H${WIDE - right}` }),
      shape("text", { x: left - 6, y: y(rate) + 4, "text-anchor": "end" }, `${100 * rate} %`));
  }
  svg.append(shape("text", { class: "nc-strong", x: left, y: 14 }, "Councils that agree within six rounds"),
    shape("text", { x: (left + WIDE - right) / 2, y: high - 6, "text-anchor": "middle" }, "Number of allies"),
    shape("path", { class: "nc-curve", d: `M${view.dots.map((dot) => `${x(dot.size)},${y(dot.rate)}`).join(" L")}` }));
  for (const dot of view.dots) {
    const here = dot.size === view.at;
    const crowded = !here && Math.abs(dot.size - view.at) < 2;
    svg.append(shape("circle", { class: here ? "nc-dot-odds nc-here" : "nc-dot-odds", cx: x(dot.size), cy: y(dot.rate), r: here ? 7 : 4 }));
    if (crowded) continue;
    svg.append(shape("text", { class: here ? "nc-strong" : "", x: x(dot.size), y: y(dot.rate) + (dot.rate > 0.12 ? 22 : -12), "text-anchor": "middle" }, `${Math.round(100 * dot.rate)} %`),
      shape("text", { class: here ? "nc-strong" : "", x: x(dot.size), y: high - bottom + 16, "text-anchor": "middle" }, dot.size));
  }
  return svg;
}

// ---- print -----------------------------------------------------------------------------------

/** Print a document of its own, so that the notebook is not printed with it. */
function printSheet(title, parts) {
  document.querySelector("iframe.nc-print")?.remove();
  const page = make("iframe", { class: "nc-print", title, style: "position:fixed;width:1px;height:1px;left:-9px;border:0" });
  page.addEventListener("load", () => {
    const [inside, view] = [page.contentDocument, page.contentWindow];
    if (!inside || !view) return;
    inside.title = title;
    const style = inside.createElement("style");
    style.textContent = "body{font:12pt/1.5 sans-serif;margin:2cm}section{break-inside:avoid;margin-bottom:1cm}";
    inside.head.append(style);
    for (const [head, ...lines] of parts) {
      const section = inside.createElement("section");
      const heading = inside.createElement("h1");
      heading.textContent = head;
      heading.style.fontSize = "15pt";
      section.append(heading, ...lines.map((line) => Object.assign(inside.createElement("p"), { textContent: line })));
      inside.body.append(section);
    }
    view.print();
  }, { once: true });
  page.srcdoc = "<!doctype html><html lang='en'><head></head><body></body></html>";
  document.body.append(page);
}

// ---- the desk --------------------------------------------------------------------------------

function render({ model, el }) {
  const id = ncId("desk");
  const send = (what, more = {}) => model.send({ do: what, ...more });
  const button = (text, act, kind = "") => make("button", { class: `nc-button ${kind}`, type: "button", onclick: act }, text);
  const view = () => model.get("view");
  const titles = model.get("titles");

  const basis = make("p", { class: "nc-basis" });
  const picture = make("div", { "data-nc-picture": true });
  const seatSelect = make("select", { id: `${id}-seat` });
  const seatList = make("ul", { class: "nc-seats" });
  const seatLine = make("span", { class: "nc-line" }, make("label", { for: seatSelect.id }, "Capital"), seatSelect,
    button("Take this seat", () => send("seat", { who: seatSelect.value })));
  const seats = make("details", {},
    make("summary", {}, "Seats: who plays which capital?"),
    make("p", {}, "The model answers for every capital unless somebody takes its seat. Alone, take one seat and see whether you would have been silent. In a class, take all seats. Nobody has to play their own country."),
    make("div", { class: "nc-line" }, seatLine, button("Take all seats", () => send("seat-all")),
      button("Leave all seats", () => send("leave-all")), button("Print role sheets", printRoles)),
    seatList);

  const log = make("ol", { class: "nc-log" });
  const noLog = make("p", {}, "Nothing has happened yet.");
  const summary = make("summary", {});
  const record = make("details", {}, summary, noLog, log,
    make("div", { class: "nc-line" }, button("Print the log", () => printSheet(titles.log, [[titles.log, ...view().log, view().basis]]))));

  el.append(make("div", { class: "nc-desk" }, picture, seats, record, basis));

  function printRoles() {
    const held = view().seats.map((seat) => seat.code);
    const sheets = model.get("sheets");
    printSheet(titles.sheets, (held.length ? held : Object.keys(sheets)).map((code) => sheets[code]));
  }
  function fill(select, options) {
    const kept = select.value;
    select.replaceChildren(...options.map((one) => make("option", { value: one.code }, one.name)));
    if (options.some((one) => one.code === kept)) select.value = kept;
  }
  function seatItem(seat) {
    const box = make("input", { type: "checkbox", onchange: () => send("slip", { who: seat.code, on: box.checked }) });
    box.checked = seat.on;
    const leave = make("button", { class: "nc-button nc-step", type: "button", "aria-label": `Leave the seat of ${seat.name}`, onclick: () => { send("leave", { who: seat.code }); seatSelect.focus(); } }, "Leave");
    return make("li", { "data-seat": seat.code }, make("label", {}, box, `${seat.name}: break silence`), make("p", { class: "nc-tell" }, seat.tell), leave);
  }
  function drawSeats(now) {
    seats.hidden = !now.free;
    if (!now.free) return;
    fill(seatSelect, now.others);
    seatLine.hidden = now.others.length === 0;
    const kept = document.activeElement?.closest("[data-seat]")?.getAttribute("data-seat");
    seatList.replaceChildren(...now.seats.map(seatItem));
    if (kept) seatList.querySelector(`[data-seat="${kept}"] input`)?.focus();
  }

  function draw() {
    const now = view();
    basis.textContent = now.basis;
    const odds = now.kind === "odds";
    seats.hidden = record.hidden = odds;
    if (odds) {
      picture.replaceChildren(...(now.dots.length ? [oddsPicture(now)] : []));
      return;
    }
    picture.replaceChildren(barsPicture(now.bars), axesPicture(now));
    drawSeats(now);
    summary.textContent = `Log (${now.log.length})`;
    noLog.hidden = now.log.length > 0;
    log.replaceChildren(...now.log.map((line) => make("li", {}, line)));
  }
  draw();
  const stop = listen(model, "change:view", draw);
  return stop;
}

export default { render };
