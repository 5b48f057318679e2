// What the parts of a question share: elements, and the ways to answer that more than one kind has.
// The parts are the files kinds/*/part.js; question.js is the frame around them.

/**
 * The part of each kind, by its name. types.d.ts says what a part is given and what it returns.
 * @type {Record<string, (ctx: Context) => Part>}
 */
const PARTS = {};

let made = 0;

/** An id that no other widget on the page has. */
function freshId() {
  made += 1;
  return `nc${Math.random().toString(36).slice(2, 10)}-${made}`;
}

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, { text, html, on = {}, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [type, listener] of Object.entries(on)) node.addEventListener(type, listener);
  if (text !== undefined) node.textContent = String(text);
  if (html !== undefined) node.innerHTML = inline(html);
  node.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return node;
}

/** HTML of one paragraph without its <p>, so that it can stand in a label. */
function inline(html) {
  const found = /^\s*<p>([\s\S]*)<\/p>\s*$/.exec(html);
  return found && !found[1].includes("<p>") ? found[1] : html;
}

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** A fieldset of radios or checkboxes with the text of each option beside it. */
function optionSet(ctx, { type, legend, options, changed }) {
  const name = freshId();
  const inputs = options.map((option) => make("input", { type, name, value: option.key, on: { change: () => changed() } }));
  const marks = options.map(makeMark);
  const labels = options.map((option, i) => {
    const words = make("span", option.html === undefined ? { text: option.text } : { html: option.html });
    if (option.meaning) words.append(make("small", { class: "nc-meaning", text: option.meaning }));
    return make("label", { class: "nc-option" }, inputs[i], words, marks[i]);
  });
  const node = make("fieldset", { class: "nc-plain", "aria-describedby": ctx.describedBy }, make("legend", { text: legend }), ...labels);
  return {
    node,
    chosen: () => inputs.filter((input) => input.checked).map((input) => input.value),
    choose: (keys) => inputs.forEach((input) => (input.checked = keys.includes(input.value))),
    /** Say beside an option whether it is right; `given` holds the keys to mark, and is missing before the end. */
    mark: (given = {}) => inputs.forEach((input, i) => setMark(marks[i], given[input.value])),
  };
}

const makeMark = () => make("small", { class: "nc-mark", hidden: true });

/** Say whether something is right; undefined says nothing. */
function setMark(mark, right) {
  mark.hidden = right === undefined;
  mark.textContent = right ? "✓ right" : "✕ not right";
  mark.classList.toggle("nc-right", Boolean(right));
}

/** Code to read: it can be scrolled by key. Nothing when there is none. */
function codeBox(label, code) {
  return code ? make("pre", { class: "nc-code", tabindex: "0", role: "group", "aria-label": label, text: code }) : null;
}

/** Order and parsons: a list whose items move by mouse, by button and by key. */
function listPart(ctx) {
  const { items, code, leave_out: mayLeaveOut } = ctx.view;
  const one = code ? "a line" : "an item";
  const used = make("ol", { class: "nc-list", "aria-label": code ? "Your program" : "Your order" });
  const spare = mayLeaveOut ? make("ul", { class: "nc-list nc-spare", "aria-label": "Lines you leave out" }) : null;
  const rows = new Map(items.map((item) => [item.key, row(item)]));
  /** @type {?(string | null)[]} */
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

  const keys = () => [...used.children].map((node) => node.getAttribute("data-key"));
  const isLifted = (node) => node.grip.getAttribute("aria-pressed") === "true";
  const where = (node) => `${[...used.children].indexOf(node) + 1} of ${used.children.length}`;

  function setIdle(button, idle) {
    button.toggleAttribute("data-idle", idle);
    button.setAttribute("aria-disabled", String(idle));
  }

  /** @returns {any[]} */
  const rowsOf = (list) => [...(list?.children ?? [])];

  function number() {
    rowsOf(used).forEach((node, i, all) => {
      node.spot.textContent = i + 1;
      node.spoken.textContent = `, ${i + 1} of ${all.length}`;
      setIdle(node.children[2], i === 0);
      setIdle(node.children[3], i === all.length - 1);
    });
    for (const node of rowsOf(spare)) {
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
    (spare && node.parentNode === used ? spare : used).append(node);
    if (focused instanceof HTMLElement && node.contains(focused)) focused.focus({ preventScroll: true });
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
    if (focused instanceof HTMLElement && (used.contains(focused) || spare?.contains(focused))) focused.focus({ preventScroll: true });
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

/**
 * A table of radios: one row an item, one column a bin. `rows` and `columns` are [{key, html}].
 * @param {{ caption: string, corner: string, rows: any[], columns: any[], changed: () => void, describedBy?: string }} table
 */
function radioTable({ caption, corner, rows, columns, changed, describedBy }) {
  const groups = new Map();
  const marks = new Map();
  const heads = columns.map((column) => make("th", { scope: "col", id: freshId(), html: column.html }));
  const body = rows.map((row) => {
    const head = make("th", { scope: "row", id: freshId(), role: "rowheader", html: row.html });
    marks.set(row.key, makeMark());
    head.append(marks.get(row.key));
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
    chosen() {
      const bins = new Map();
      groups.forEach((inputs, key) => inputs.forEach((input) => input.checked && bins.set(key, input.value)));
      return bins;
    },
    /** Say of each row whether its column is right; `given` is missing before the end. */
    mark: (given = {}) => marks.forEach((mark, key) => setMark(mark, given[key])),
    choose: (bins) => groups.forEach((inputs, key) => inputs.forEach((input) => (input.checked = input.value === String(bins?.[key])))),
  };
}
