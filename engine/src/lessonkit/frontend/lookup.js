// A list that can be searched: the whole of it is here, so it works without a kernel too.
// Needs guard.js, frame.js and links.js. The Python side is lookup/widget.py.

const QUIET = 300; // ms without a key before the number of hits is spoken
const LONG = 60; // letters: a row's name of more is a text, and not set in bold

/** Letters without accents and in small case, so that "turkiye" finds Türkiye. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Today in the reader's own time zone, as 2027-01-31. Never stored: it exists only on this page. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A cell's pieces: texts, and links to the course or to the outside. */
function pieces(cell, here) {
  return cell.map(([text, url]) => {
    if (!url) return document.createTextNode(text);
    return /^https?:/.test(url) ? make("a", { href: url, target: "_blank", rel: "noopener" }, text) : notebookLink(text, url, here);
  });
}

/** A table row with what the search needs to know of it. */
function entry(row, now, here) {
  const [first, ...rest] = row.cells;
  const cells = rest.map((cell) => make("td", {}, ...pieces(cell, here)));
  const overdue = Boolean(row.due) && row.due <= now;
  if (row.due) cells.push(make("td", {}, overdue ? "Yes, look again" : "Not yet"));
  const name = first.map(([text]) => text).join("");
  const head = make("th", { scope: "row", class: name.length > LONG ? "nc-long" : null }, ...pieces(first, here));
  const node = make("tr", {}, head, ...cells);
  // The attribute that JupyterLab looks for when a link ends in #NAC.
  if (row.key) node.setAttribute("data-jupyter-id", row.key);
  const words = folded([...row.cells.flat().map(([text]) => text), row.also ?? ""].join(" "));
  const facets = row.due ? { ...row.facets, due: [overdue ? "yes" : "no"] } : row.facets;
  return { node, words, facets, years: row.years, name: folded(name) };
}

function labelled(label, control) {
  control.id = ncId("find");
  return make("div", { class: "nc-field" }, make("label", { for: control.id }, label), control);
}

function yearBox([low, high]) {
  return make("input", { type: "number", min: low, max: high, step: 1, placeholder: String(low) });
}

function render({ model, el }) {
  const view = model.get("view");
  const here = model.widget_manager?.context?.path;
  const entries = view.rows.map((row) => entry(row, today(), here));
  const filters = view.due
    ? [...view.filters, { key: "due", label: "Due today", options: [["yes", "Yes, look again"], ["no", "Not yet"]] }]
    : view.filters;
  const columns = view.due ? [...view.columns, "Due"] : view.columns;

  const search = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const selects = filters.map(({ key, options }) => {
    const all = make("option", { value: "" }, "all");
    return make("select", { "data-key": key }, all, ...options.map(([value, text]) => make("option", { value }, text)));
  });
  const years = view.years.length ? [yearBox(view.years), yearBox(view.years)] : [];
  if (years.length) years[1].placeholder = String(view.years[1]);
  const clear = make("button", { type: "button", class: "nc-button" }, "Clear");
  const seen = make("p", { class: "nc-count", "aria-hidden": "true" });
  const spoken = make("p", { class: "nc-unseen", "aria-live": "polite" });

  const titleId = ncId("title");
  const body = make("tbody", {}, ...entries.map(({ node }) => node));
  const table = make("table", {},
    make("caption", { class: "nc-unseen" }, view.title),
    make("thead", {}, make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)))),
    body);
  const box = make("div", { class: "nc-rows", role: "region", tabindex: "0", "aria-label": `Rows: ${view.title}` }, table);
  const frame = make("section", { class: "nc-frame nc-lookup", "aria-labelledby": titleId },
    make("div", { class: "nc-head" },
      make("h3", { class: "nc-title", id: titleId }, view.title),
      make("span", { class: "nc-meta" }, `${entries.length} ${view.noun[1]}`)),
    make("div", { class: "nc-body" },
      make("p", { class: "nc-about" }, view.about),
      make("div", { class: "nc-fields", role: "search", "aria-label": `Search: ${view.title}` },
        labelled("Search", search),
        ...filters.map(({ label }, i) => labelled(label, selects[i])),
        ...(years.length ? [labelled("From year", years[0]), labelled("To year", years[1])] : []),
        clear),
      seen, spoken, box));

  let timer = 0;
  function fits({ words, facets, years: span }, wanted, [from, to]) {
    if (!wanted.every((word) => words.includes(word))) return false;
    if (selects.some((select) => select.value && !(facets[select.dataset.key] ?? []).includes(select.value))) return false;
    return !span || (span[1] >= from && span[0] <= to);
  }
  function draw() {
    const wanted = folded(search.value).split(/\s+/).filter(Boolean);
    // A year that is half typed does not empty the list.
    const [from, to] = years.map((input) => (/^\d{4}$/.test(input.value) ? Number(input.value) : NaN));
    /** @type {[number, number]} */
    const span = [from >= 0 ? from : -Infinity, to >= 0 ? to : Infinity];
    const found = entries.filter((one) => fits(one, wanted, span));
    const asked = folded(search.value.trim());
    const first = asked ? found.filter(({ name }) => name.includes(asked)) : [];
    body.replaceChildren(...first.map(({ node }) => node), ...found.filter((one) => !first.includes(one)).map(({ node }) => node));
    box.scrollTop = 0;
    table.hidden = !found.length;
    seen.textContent = found.length
      ? `${found.length} of ${entries.length} ${view.noun[1]}`
      : `No ${view.noun[0]} fits. Try fewer words, or press Clear.`;
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = seen.textContent), QUIET);
  }
  function reset() {
    for (const control of [search, ...selects, ...years]) control.value = "";
    draw();
    search.focus();
  }
  for (const control of [search, ...years]) control.addEventListener("input", draw);
  for (const select of selects) select.addEventListener("change", draw);
  clear.addEventListener("click", reset);
  search.addEventListener("keydown", (event) => event.key === "Escape" && reset());

  el.append(frame);
  const release = guard(frame);
  draw();
  return () => { clearTimeout(timer); release(); };
}

export default { render };
