// A question: native controls, one part for each kind, in one frame.
// Needs guard.js. The Python side is exercises/question.py.

/**
 * One box of feedback.
 * @typedef {object} Box
 * @property {string} tone - "good", "near", "bad" or "note"
 * @property {string} head - plain text
 * @property {string} html - escaped by the Python side
 */

/**
 * Where the learner stands; exercises/state.py says what each field means.
 * @typedef {object} State
 * @property {number} tries
 * @property {number} max_tries
 * @property {?string} outcome
 * @property {*} answer
 * @property {Box[]} say
 * @property {string[]} hints
 * @property {number} hints_left
 * @property {boolean} done
 * @property {string} notice
 * @property {string} [model_answer]
 * @property {number[]} [scores]
 */

let made = 0;

/** An id that no other widget on the page has. */
function freshId() {
  made += 1;
  return `nc${Math.random().toString(36).slice(2, 10)}-${made}`;
}

/** Make an element. `text` and `html` fill it, `on` holds listeners, the rest are attributes. */
function make(tag, { text, html, on = {}, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [type, listener] of Object.entries(on)) node.addEventListener(type, listener);
  if (text !== undefined) node.textContent = text;
  if (html !== undefined) node.innerHTML = inline(html);
  node.append(...children.filter(Boolean));
  return node;
}

/** HTML of one paragraph without its <p>, so that it can stand in a label. */
function inline(html) {
  const found = /^\s*<p>([\s\S]*)<\/p>\s*$/.exec(html);
  return found && !found[1].includes("<p>") ? found[1] : html;
}

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

// ---------------------------------------------------------------- kinds
// Each kind takes a context {view, id, describedBy, edit(answer), check(), announce(text)} and returns
// {nodes, show(answer)}: `show` sets the controls and must not call `edit`.

/** A fieldset of radios or checkboxes with the text of each option beside it. */
function optionSet(ctx, { type, legend, options, changed }) {
  const name = freshId();
  const inputs = options.map((option) => make("input", { type, name, value: option.key, on: { change: () => changed() } }));
  const labels = options.map((option, i) => {
    const words = make("span", option.html === undefined ? { text: option.text } : { html: option.html });
    if (option.meaning) words.append(make("small", { class: "nc-meaning", text: option.meaning }));
    return make("label", { class: "nc-option" }, inputs[i], words);
  });
  const node = make("fieldset", { class: "nc-plain", "aria-describedby": ctx.describedBy }, make("legend", { text: legend }), ...labels);
  return {
    node,
    chosen: () => inputs.filter((input) => input.checked).map((input) => input.value),
    choose: (keys) => inputs.forEach((input) => (input.checked = keys.includes(input.value))),
  };
}

function choicePart(ctx) {
  const set = optionSet(ctx, {
    type: "radio",
    legend: "Choose one answer.",
    options: ctx.view.options,
    changed: () => ctx.edit(set.chosen()[0]),
  });
  return { nodes: [set.node], show: (answer) => set.choose([answer]) };
}

function multiplePart(ctx) {
  const set = optionSet(ctx, {
    type: "checkbox",
    legend: "Choose every answer that is right.",
    options: ctx.view.options,
    changed: () => ctx.edit(set.chosen()),
  });
  return { nodes: [set.node], show: (answer) => set.choose(Array.isArray(answer) ? answer : []) };
}

function numberPart(ctx) {
  const input = make("input", {
    id: freshId(),
    class: "nc-number",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": ctx.describedBy,
    on: {
      input: () => ctx.edit(input.value),
      keydown: (event) => {
        if (event.key === "Enter") ctx.check();
      },
    },
  });
  const unit = ctx.view.unit ? make("span", { class: "nc-unit", text: ctx.view.unit }) : null;
  const label = make("label", { for: input.id, text: "Your answer" });
  if (unit) label.append(make("span", { class: "nc-unseen", text: ` in ${ctx.view.unit}` }));
  if (unit) unit.setAttribute("aria-hidden", "true");
  return {
    nodes: [make("div", { class: "nc-line" }, label, input, unit)],
    show: (answer) => {
      if (input.value !== String(answer ?? "")) input.value = answer ?? "";
    },
  };
}

/** Code to read: it can be scrolled by key. Nothing when there is none. */
function codeBox(label, code) {
  return code ? make("pre", { class: "nc-code", tabindex: "0", role: "group", "aria-label": label, text: code }) : null;
}

function codePart(ctx) {
  return {
    nodes: [
      codeBox("Code that comes first", ctx.view.given),
      codeBox("Code to complete", ctx.view.starter),
      make("p", { class: "nc-help", text: "Answer in the cell below, then run it." }),
    ].filter(Boolean),
    show: () => {},
  };
}

/** Order and parsons: a list whose items move by mouse, by button and by key. */
function listPart(ctx) {
  const { items, code, leave_out: mayLeaveOut } = ctx.view;
  const one = code ? "a line" : "an item";
  const used = make("ol", { class: "nc-list", "aria-label": code ? "Your program" : "Your order" });
  const spare = mayLeaveOut ? make("ul", { class: "nc-list nc-spare", "aria-label": "Lines you leave out" }) : null;
  const rows = new Map(items.map((item) => [item.key, row(item)]));
  let before = null; // the order when an item was lifted, for Escape

  function row(item) {
    const text = make("span", code ? { class: "nc-codeline", html: item.html } : { html: item.html });
    const name = text.textContent.trim();
    const spot = make("span", { class: "nc-place", "aria-hidden": "true" });
    const spoken = make("span", { class: "nc-unseen" });
    const grip = make("button", {
      type: "button",
      class: "nc-item",
      "aria-pressed": "false",
      on: { click: () => lift(node, !isLifted(node)), blur: () => lift(node, false), keydown: (event) => keyed(node, event) },
    }, text, spoken);
    const button = (label, sign, action) =>
      make("button", { type: "button", class: "nc-button nc-small", title: label, "aria-label": `${label}: ${name}`, text: sign, on: { click: action } });
    const node = make("li", { class: "nc-row", "data-key": item.key },
      spot, grip,
      button("Move up", "↑", () => step(node, -1)),
      button("Move down", "↓", () => step(node, 1)),
      mayLeaveOut ? button("Leave out", "✕", () => swap(node)) : null);
    Object.assign(node, { name, grip, spot, spoken });
    return node;
  }

  const keys = () => [...used.children].map((node) => node.dataset.key);
  const isLifted = (node) => node.grip.getAttribute("aria-pressed") === "true";
  const where = (node) => `${[...used.children].indexOf(node) + 1} of ${used.children.length}`;

  function setIdle(button, idle) {
    button.toggleAttribute("data-idle", idle);
    button.setAttribute("aria-disabled", String(idle));
  }

  function number() {
    [...used.children].forEach((node, i, all) => {
      node.spot.textContent = i + 1;
      node.spoken.textContent = `, ${i + 1} of ${all.length}`;
      setIdle(node.children[2], i === 0);
      setIdle(node.children[3], i === all.length - 1);
    });
    for (const node of spare?.children ?? []) {
      node.spot.textContent = "–";
      node.spoken.textContent = ", left out";
    }
    for (const node of rows.values()) {
      if (!mayLeaveOut) continue;
      const label = node.parentNode === spare ? "Put back" : "Leave out";
      Object.assign(node.children[4], { title: label, ariaLabel: `${label}: ${node.name}`, textContent: label === "Put back" ? "+" : "✕" });
    }
  }

  function moved() {
    number();
    ctx.edit(keys());
  }

  function step(node, by) {
    const neighbour = by < 0 ? node.previousElementSibling : node.nextElementSibling;
    if (node.parentNode !== used || !neighbour) return;
    // The neighbour moves, not the item: an element that leaves the page for a moment loses the focus.
    if (by < 0) node.after(neighbour);
    else node.before(neighbour);
    moved();
    ctx.announce(`${node.name}, now ${where(node)}`);
  }

  function swap(node) {
    const focused = document.activeElement;
    (node.parentNode === used ? spare : used).append(node);
    if (node.contains(focused)) focused.focus({ preventScroll: true });
    moved();
    ctx.announce(node.parentNode === used ? `${node.name}, now ${where(node)}` : `${node.name}, left out`);
  }

  function lift(node, up) {
    if (isLifted(node) === up || node.parentNode !== used) return;
    node.grip.setAttribute("aria-pressed", String(up));
    before = up ? keys() : null;
    if (up) ctx.announce(`${node.name} lifted, ${where(node)}. Arrow keys move it, Space sets it down, Escape puts it back.`);
  }

  function keyed(node, event) {
    if (event.key === "Escape" && isLifted(node)) {
      place(before);
      lift(node, false);
      moved();
      ctx.announce(`${node.name}, back at ${where(node)}`);
    }
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    if (event.altKey || isLifted(node)) step(node, by);
    else (by < 0 ? node.previousElementSibling : node.nextElementSibling)?.grip.focus();
  }

  function place(order) {
    const focused = document.activeElement;
    const wanted = order.map((key) => rows.get(key)).filter(Boolean);
    used.append(...wanted);
    for (const node of rows.values()) if (!wanted.includes(node)) (spare ?? used).append(node);
    if (used.contains(focused) || spare?.contains(focused)) focused.focus({ preventScroll: true });
    number();
  }

  function show(answer) {
    const order = Array.isArray(answer) ? answer : items.map((item) => item.key);
    if (!same(order, keys())) place(order);
  }

  place(items.map((item) => item.key));
  const lists = make("div", { class: "nc-lists" }, used);
  if (spare) lists.append(make("p", { class: "nc-help", text: "Lines you leave out:" }), spare);
  makeDraggable(lists, [used, spare].filter(Boolean), moved);
  const help = make("p", {
    class: "nc-help",
    text: `Drag ${one}, or use its buttons. By keyboard: Space lifts ${one}, the arrow keys move it, Space sets it down; Alt with an arrow key moves it at once.`,
  });
  const legendText = code ? `Put the lines in order.${mayLeaveOut ? " Some may be left out." : ""}` : "Put the items in order, the first on top.";
  const legend = make("legend", { text: legendText });
  const given = codeBox("Code that comes first", ctx.view.given);
  return { nodes: [given, make("fieldset", { class: "nc-plain", "aria-describedby": ctx.describedBy }, legend, help, lists)].filter(Boolean), show };
}

/** Let the mouse (or a finger, on the row's number) drag rows within and between `lists`. */
function makeDraggable(box, lists, dropped) {
  box.addEventListener("pointerdown", (start) => {
    const row = start.target.closest(".nc-row");
    const byTouch = start.pointerType !== "mouse";
    if (!row || start.button !== 0 || start.target.closest(".nc-small") || box.closest(".nc-locked")) return;
    if (byTouch && !start.target.closest(".nc-place")) return;
    let dragging = false;

    function move(event) {
      dragging = dragging || Math.abs(event.clientY - start.clientY) > 4;
      if (!dragging) return;
      row.classList.add("nc-dragged");
      const list = lists.findLast((each) => event.clientY > each.getBoundingClientRect().top) ?? lists[0];
      const others = [...list.children].filter((each) => each !== row);
      const next = others.find((each) => {
        const at = each.getBoundingClientRect();
        return event.clientY < at.top + at.height / 2;
      });
      if (row.parentNode !== list || row.nextElementSibling !== (next ?? null)) list.insertBefore(row, next ?? null);
    }

    function end() {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (!dragging) return;
      row.classList.remove("nc-dragged");
      // The click that ends a drag must not also lift the row.
      const swallow = (event) => event.stopPropagation();
      box.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => box.removeEventListener("click", swallow, { capture: true }));
      dropped();
    }

    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  });
}

/** A table of radios: one row an item, one column a bin. `rows` and `columns` are [{key, html}]. */
function radioTable({ caption, corner, rows, columns, changed, describedBy }) {
  const groups = new Map();
  const heads = columns.map((column) => make("th", { scope: "col", id: freshId(), html: column.html }));
  const body = rows.map((row) => {
    const head = make("th", { scope: "row", id: freshId(), role: "rowheader", html: row.html });
    const name = freshId();
    const inputs = columns.map((column, i) =>
      make("input", { type: "radio", name, value: column.key, "aria-labelledby": `${head.id} ${heads[i].id}`, on: { change: () => changed() } }));
    groups.set(row.key, inputs);
    const cells = inputs.map((input, i) =>
      make("td", { role: "cell" }, make("label", { class: "nc-cell" }, input, make("span", { class: "nc-bin", html: columns[i].html }))));
    return make("tr", { role: "row" }, head, ...cells);
  });
  // Roles are spelled out: on a narrow page the rows become blocks, and some browsers then drop the table.
  const node = make("table", { class: "nc-table", role: "table", "aria-describedby": describedBy },
    make("caption", { text: caption }),
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, make("th", { scope: "col", text: corner }), ...heads)),
    make("tbody", { role: "rowgroup" }, ...body));
  return {
    node,
    chosen: () => new Map([...groups].map(([key, inputs]) => [key, inputs.find((input) => input.checked)?.value]).filter((pair) => pair[1] !== undefined)),
    choose: (bins) => groups.forEach((inputs, key) => inputs.forEach((input) => (input.checked = input.value === String(bins?.[key])))),
  };
}

function classifyPart(ctx) {
  const table = radioTable({
    caption: "Choose one column for each row.",
    corner: "Item",
    rows: ctx.view.items,
    columns: ctx.view.bins,
    describedBy: ctx.describedBy,
    changed: () => ctx.edit(Object.fromEntries(table.chosen())),
  });
  return { nodes: [table.node], show: (answer) => table.choose(answer) };
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Letters without accents and in small case, so that "turkiye" finds Türkiye. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Countries: a list of checkboxes, and a map that shows the same choice and can be clicked. */
function countriesPart(ctx) {
  const { map, choices } = ctx.view;
  const count = make("p", { class: "nc-count" });
  const under = make("p", { class: "nc-under", "aria-hidden": "true", text: "\u00a0" });
  const inputs = new Map();
  const rows = new Map();
  for (const { iso3, name } of choices) {
    const input = make("input", { type: "checkbox", value: iso3, on: { change: changed } });
    inputs.set(iso3, input);
    rows.set(iso3, make("label", { class: "nc-country", "data-iso": iso3 }, input, make("span", { text: name })));
  }
  const picture = drawMap(map, new Set(inputs.keys()));
  const filterId = freshId();
  const filter = make("input", { id: filterId, type: "search", class: "nc-filter", autocomplete: "off", "data-free": true, on: { input: narrow } });
  const list = make("fieldset", { class: "nc-plain nc-pick", "aria-describedby": ctx.describedBy },
    make("legend", { text: "Choose countries in the list or on the map." }),
    make("div", { class: "nc-find" }, make("label", { for: filterId, text: "Find" }), filter),
    make("div", { class: "nc-scroll" }, ...rows.values()),
    count);
  const off = choices.filter(({ iso3 }) => !map.shapes[iso3]).map(({ name }) => name);
  const note = off.length ? make("p", { class: "nc-off", text: `Only in the list, not on this map: ${off.join(", ")}.` }) : null;
  const node = make("div", { class: "nc-countries" }, make("div", { class: "nc-map" }, picture.node, under, note), list);

  const chosen = () => [...inputs.values()].filter((input) => input.checked).map((input) => input.value);

  function mark() {
    count.textContent = `${chosen().length} chosen`;
    for (const [iso3, input] of inputs) picture.choose(iso3, input.checked);
  }

  function changed() {
    mark();
    ctx.edit(chosen());
  }

  function narrow() {
    let shown = 0;
    for (const [iso3, row] of rows) {
      row.hidden = !folded(`${row.textContent} ${iso3}`).includes(folded(filter.value.trim()));
      shown += row.hidden ? 0 : 1;
    }
    ctx.announce(counted(shown, "country shown", "countries shown"));
  }

  function light(event) {
    const iso3 = event.type.endsWith("out") ? null : event.target.closest?.("[data-iso]")?.dataset.iso;
    picture.light(iso3);
    for (const [each, row] of rows) row.classList.toggle("nc-lit", each === iso3);
    under.textContent = (iso3 && (map.names[iso3] ?? rows.get(iso3)?.textContent)) || "\u00a0";
  }

  for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) node.addEventListener(type, light);
  picture.node.addEventListener("click", (event) => {
    const iso3 = event.target.closest("[data-iso]")?.dataset.iso;
    if (!inputs.has(iso3)) return;
    inputs.get(iso3).click();
    const row = rows.get(iso3);
    row.parentNode.scrollTop = row.offsetTop - row.parentNode.clientHeight / 2;
    ctx.announce(`${row.textContent} ${inputs.get(iso3).checked ? "chosen" : "not chosen"}, ${count.textContent}`);
  });
  mark();
  return {
    nodes: [node],
    show: (answer) => {
      const keys = Array.isArray(answer) ? answer : [];
      for (const [iso3, input] of inputs) input.checked = keys.includes(iso3);
      mark();
    },
  };
}

/** The map. Chosen countries carry a hatch as well as a colour; small ones get a ring to click. */
function drawMap({ width, height, shapes, points }, choices) {
  const hatch = freshId();
  const node = svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", focusable: "false" },
    svg("defs", {}, svg("pattern", { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { class: "nc-hatch-ground", width: 7, height: 7 }), svg("rect", { class: "nc-hatch-line", width: 2.4, height: 7 }))));
  node.style.setProperty("--nc-hatch", `url(#${hatch})`);
  const marks = new Map();
  const add = (iso3, mark) => {
    if (choices.has(iso3)) {
      mark.dataset.iso = iso3;
      mark.classList.add("nc-choice");
      marks.set(iso3, [...(marks.get(iso3) ?? []), mark]);
    }
    node.append(mark);
  };
  for (const [iso3, path] of Object.entries(shapes)) add(iso3, svg("path", { d: path, class: "nc-land" }));

  // A shape has no size until it is on the page.
  const seen = new ResizeObserver(() => {
    if (!node.getBoundingClientRect().width) return;
    seen.disconnect();
    for (const iso3 of choices) {
      const [x, y] = points[iso3] ?? [];
      const box = marks.get(iso3)?.[0].getBBox();
      if (x === undefined || (box && Math.min(box.width, box.height) > width * 0.03)) continue;
      add(iso3, svg("circle", { cx: x, cy: y, r: width * 0.013, class: "nc-ring" }));
      setChosen(iso3, Boolean(marks.get(iso3)[0].classList.contains("nc-chosen")));
    }
  });
  seen.observe(node);

  function setChosen(iso3, on) {
    for (const mark of marks.get(iso3) ?? []) mark.classList.toggle("nc-chosen", on);
  }
  return {
    node,
    choose: setChosen,
    light: (iso3) => {
      for (const [each, all] of marks) for (const mark of all) mark.classList.toggle("nc-lit", each === iso3);
    },
  };
}

function writtenPart(ctx) {
  const [least, most] = ctx.view.words;
  const count = make("p", { id: freshId(), class: "nc-count" });
  const area = make("textarea", {
    id: freshId(),
    class: "nc-text",
    rows: 8,
    "aria-describedby": `${ctx.describedBy} ${count.id}`,
    on: {
      input: () => {
        tally();
        ctx.edit({ text: area.value });
      },
    },
  });
  const rubric = make("ul", {}, ...ctx.view.rubric.map((html) => make("li", { html })));
  const own = make("div", {}, make("label", { for: area.id, class: "nc-label", text: "Your text" }), area, count);
  const model = make("div", { class: "nc-model", hidden: true });
  const pair = make("div", { class: "nc-pair" }, own, model);

  const levels = ["0 · not there", "1 · partly there", "2 · clearly there"].map((html, i) => ({ key: String(i), html }));
  const table = radioTable({
    caption: "Score your own text, row by row.",
    corner: "A good answer has",
    rows: ctx.view.rubric.map((html, i) => ({ key: String(i), html })),
    columns: levels,
    changed: () => {
      total();
      if (table.chosen().size === ctx.view.rubric.length) ctx.score([...table.chosen().values()].map(Number));
    },
  });
  const sum = make("p", { class: "nc-count", role: "status" });
  const scoring = make("div", { hidden: true, "data-free": true }, table.node, sum);

  function tally() {
    const words = area.value.split(/\s+/).filter(Boolean).length;
    count.textContent = `${counted(words, "word", "words")}. Write between ${least} and ${most} words.`;
  }

  function total() {
    const scores = [...table.chosen().values()].map(Number);
    const points = scores.reduce((a, b) => a + b, 0);
    sum.textContent = scores.length === ctx.view.rubric.length ? `Your own score: ${points} of ${2 * scores.length}.` : "";
  }

  return {
    nodes: [make("p", { class: "nc-label", text: "A good answer has:" }), rubric, pair, scoring],
    show: (answer) => {
      const text = answer?.text ?? "";
      if (area.value !== text) area.value = text;
      tally();
    },
    react: (state) => {
      const shown = Boolean(state.model_answer);
      if (shown && model.hidden) {
        model.replaceChildren(make("p", { class: "nc-label", text: "A model answer" }), make("div", { class: "nc-said" }));
        model.lastChild.innerHTML = state.model_answer;
      }
      model.hidden = !shown;
      scoring.hidden = !shown;
      if (!shown || state.scores?.length) {
        table.choose(shown ? { ...state.scores } : null);
        total();
      }
    },
  };
}

const MEANINGS = {
  supported: "The evidence carries every word of it.",
  imprecise: "Near the facts, but a word or a figure is not exact.",
  overstated: "True in part; it says more than the evidence does.",
  outdated: "It was true at another date.",
  "value-judgement": "It says what is good or right; no fact alone can settle it.",
  unsourced: "Nothing shows where it comes from.",
};

function critiquePart(ctx) {
  const { claim, who, labels, reasons } = ctx.view;
  const changed = () => ctx.edit({ label: label.chosen()[0] ?? null, reason: reason.chosen()[0] ?? null });
  const options = labels.map(({ key, text }) => ({ key, text: text[0].toUpperCase() + text.slice(1), meaning: MEANINGS[key] }));
  const label = optionSet(ctx, { type: "radio", legend: "1. How would you label this claim?", options, changed });
  const reason = optionSet(ctx, { type: "radio", legend: "2. What is the best reason?", options: reasons, changed });
  const quote = make("figure", { class: "nc-claim" }, make("blockquote", { html: claim }), who ? make("figcaption", { text: who }) : null);
  label.node.classList.add("nc-labels");
  return {
    nodes: [quote, label.node, reason.node],
    show: (answer) => {
      label.choose([answer?.label]);
      reason.choose([answer?.reason]);
    },
  };
}

const PARTS = {
  choice: choicePart,
  multiple: multiplePart,
  number: numberPart,
  code: codePart,
  order: listPart,
  parsons: listPart,
  classify: classifyPart,
  countries: countriesPart,
  written: writtenPart,
  critique: critiquePart,
};

// ---------------------------------------------------------------- the frame

/** Keep the controls in `box` readable but fixed while it has the class nc-locked. */
function makeLockable(box) {
  const fixed = (event) => box.classList.contains("nc-locked") && !event.target.closest("[data-free]");
  const stop = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  box.addEventListener("click", (event) => {
    if (fixed(event)) stop(event);
  }, { capture: true });
  box.addEventListener("keydown", (event) => {
    if (fixed(event) && event.key.startsWith("Arrow") && !event.target.matches("textarea, [type=text]")) stop(event);
  }, { capture: true });
}

function setLocked(box, locked) {
  box.classList.toggle("nc-locked", locked);
  for (const control of box.querySelectorAll("input, textarea, button")) {
    if (control.closest("[data-free]")) continue;
    if (control.matches("textarea, [type=text]")) control.readOnly = locked;
    else if (locked || control.hasAttribute("data-idle")) control.setAttribute("aria-disabled", "true");
    else control.removeAttribute("aria-disabled");
  }
}

const TONES = ["good", "near", "bad", "note"];

function sayBox({ tone, head, html }) {
  const box = make("div", { class: `nc-say nc-${TONES.includes(tone) ? tone : "note"}` }, make("b", { text: head }), make("div"));
  box.lastChild.innerHTML = html;
  return box;
}

/** What all views of one widget share: the draft answer, and whether Python still owes a reply. */
function makeHub(model) {
  const views = new Set();
  const hub = {
    draft: model.get("state").answer ?? null,
    waiting: false,
    views,
    edit(answer, from) {
      hub.draft = answer;
      for (const view of views) if (view !== from) view.showDraft();
    },
    ask(message) {
      if (hub.waiting) return; // a double click must not use up two tries
      hub.waiting = true;
      timer = setTimeout(() => views.forEach((view) => view.late()), 4000);
      model.send(message);
    },
  };
  let known = hub.draft;
  let sent = null; // {answer} while a check is out
  let timer;
  hub.check = () => {
    sent ??= { answer: hub.draft };
    hub.ask({ do: "check", answer: hub.draft });
  };
  model.on("change:state", () => {
    const state = model.get("state");
    const answer = state.answer ?? null;
    // A hint leaves the answer as it was, and then the draft stays. So it does when the reply to a
    // check comes back after the learner has typed on.
    const overtaken = sent && same(answer, sent.answer) && !state.done;
    if (!same(answer, known) && !overtaken) hub.draft = answer;
    known = answer;
    for (const view of views) view.update();
  });
  model.on("msg:custom", (message) => {
    if (!message?.handled) return;
    hub.waiting = false;
    sent = null;
    clearTimeout(timer);
    for (const view of views) view.replied(message.handled);
  });
  return hub;
}

function makeView(model, hub, el) {
  const view = model.get("view");
  const titleId = freshId();
  const promptId = freshId();
  const meta = make("span", { class: "nc-meta" });
  const prompt = make("div", { id: promptId, class: "nc-prompt" });
  prompt.innerHTML = view.prompt ?? "";
  const live = make("div", { class: "nc-unseen", "aria-live": "polite" });
  const hintList = make("ol");
  const hints = make("div", { class: "nc-hints", "aria-live": "polite", hidden: true }, make("p", { class: "nc-label", text: "Hints" }), hintList);
  const status = make("div", { class: "nc-status", role: "status", "aria-live": "polite" });

  const disabled = (button) => button.getAttribute("aria-disabled") === "true";
  const button = (text, look, action) => {
    const node = make("button", { type: "button", class: `nc-button ${look}`, text, on: { click: () => disabled(node) || action() } });
    return node;
  };
  const checkButton = button("Check", "nc-main", () => hub.check());
  const hintButton = button("Hint", "", () => hub.ask({ do: "hint" }));
  const resetButton = button("Start again", "", () => {
    hub.ask({ do: "reset" });
    checkButton.focus({ preventScroll: true }); // this button is about to go
  });
  const hasCheck = view.kind !== "code";

  const self = {};
  const ctx = {
    view,
    describedBy: promptId,
    edit: (answer) => hub.edit(answer, self),
    check: () => disabled(checkButton) || hub.check(),
    score: (scores) => model.send({ do: "score", scores }),
    announce: (text) => (live.textContent = text),
  };
  const part = PARTS[view.kind](ctx);
  const answerBox = make("div", { class: `nc-answer nc-is-${view.kind}` }, ...part.nodes);
  makeLockable(answerBox);

  const root = make("div", { class: "nc-frame nc-question", role: "group", "aria-labelledby": titleId },
    make("div", { class: "nc-head" }, make("h3", { id: titleId, class: "nc-title", text: view.title }), meta),
    make("div", { class: "nc-body" }, prompt, answerBox,
      make("div", { class: "nc-buttons" }, hasCheck ? checkButton : null, hintButton, hasCheck ? resetButton : null),
      hints, status, live));

  let said = "";
  /** @param {State} state */
  function say(state, again) {
    const now = JSON.stringify([state.say, state.notice]);
    if (now === said && !again) return;
    said = now;
    status.replaceChildren(...(state.say ?? []).map(sayBox));
    if (state.notice) status.append(make("p", { class: "nc-notice", text: state.notice }));
  }

  /** @param {State} state */
  function showHints(state) {
    const given = state.hints ?? [];
    const total = given.length + (state.hints_left ?? 0);
    if (given.length < hintList.children.length) hintList.replaceChildren();
    for (const html of given.slice(hintList.children.length)) hintList.append(make("li", { html }));
    hints.hidden = given.length === 0;
    hintButton.hidden = total === 0 || Boolean(state.done);
    hintButton.textContent = state.hints_left ? `Hint ${given.length + 1} of ${total}` : "No more hints";
    hintButton.setAttribute("aria-disabled", String(!state.hints_left));
  }

  /** @param {State} state */
  function metaText(state) {
    const parts = [`Exercise ${view.number}`, `${view.minutes} min`];
    if (state.done) parts.push("done");
    else if (hasCheck && state.max_tries !== 0) parts.push(`try ${Math.min((state.tries ?? 0) + 1, state.max_tries ?? 2)} of ${state.max_tries ?? 2}`);
    return parts.join(" · ");
  }

  Object.assign(self, {
    showDraft: () => part.show(hub.draft),
    update() {
      const state = model.get("state");
      meta.textContent = metaText(state);
      part.show(hub.draft);
      part.react?.(state);
      setLocked(answerBox, Boolean(state.done));
      checkButton.setAttribute("aria-disabled", String(Boolean(state.done)));
      resetButton.hidden = !state.done;
      showHints(state);
      say(state);
    },
    replied(to) {
      say(model.get("state"), to === "check"); // the same words again are read out again
    },
    late() {
      said = "";
      status.replaceChildren(sayBox({
        tone: "note",
        head: "No reply yet",
        html: "If another cell is running, wait for it. If the kernel was restarted, run this cell again.",
      }));
    },
  });
  self.update();
  el.append(root);
  return { self, root };
}

export default () => {
  let hub;
  return {
    initialize({ model }) {
      hub = makeHub(model);
    },
    render({ model, el }) {
      const { self, root } = makeView(model, hub, el);
      const unguard = guard(root);
      hub.views.add(self);
      return () => {
        hub.views.delete(self);
        unguard();
      };
    },
  };
};
