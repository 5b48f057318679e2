function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Letters without accents and in small case, so that "turkiye" finds Türkiye. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Countries: a list of checkboxes, and a map that shows the same choice and can be clicked. */
PARTS.countries = (ctx) => {
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
};

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
