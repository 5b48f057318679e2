// A chart in an explorer: title and note above it, the drawing, and what its marks say to pointer, keys and screen reader.

const HOW = "Arrow keys go from mark to mark.";

function keyOf(parts) {
  return parts.map(({ shape, colour, text, hollow, guess }) => make("li", {},
    makeSvg("svg", { width: 16, height: 12, "aria-hidden": "true" },
      makeSvg("path", { class: `nc-${colour}${hollow ? " nc-hollow" : ""}${guess ? " nc-ghost" : ""}`, d: SHAPES[shape](4), style: "transform: translate(8px, 6px)" })), text));
}

/** Let the marks of a plot be asked for. Returns what to do when they were drawn anew. */
function speaker(box, plot) {
  const tip = make("div", { class: "nc-tip", hidden: true, "aria-hidden": "true" });
  const spoken = make("p", { class: "nc-unseen", "aria-live": "polite" });
  box.append(tip);
  box.after(spoken);
  let at = -1;
  let asked = "";

  function show(next, aloud = false) {
    at = next;
    const pick = plot.picks[at];
    asked = pick?.key ?? "";
    for (const node of box.querySelectorAll("[data-on]")) node.removeAttribute("data-on");
    tip.hidden = !pick;
    if (!pick) return;
    plot.pool.kept.get(pick.key)?.setAttribute("data-on", "");
    tip.replaceChildren(...(pick.name ? [make("b", {}, pick.name), " "] : []), pick.text);
    const wide = tip.offsetWidth;
    tip.style.left = `${Math.max(0, Math.min(pick.x - wide / 2, plot.frame.width - wide))}px`;
    tip.style.top = `${pick.y > tip.offsetHeight + 14 ? pick.y - tip.offsetHeight - 10 : pick.y + 12}px`;
    if (aloud) spoken.textContent = [pick.name, pick.text].filter(Boolean).join(": ");
  }
  /** The mark of another series that is nearest to this one, to the side of `step`. */
  function aside(step) {
    const here = plot.picks[at];
    const series = [...new Set(plot.picks.map((pick) => pick.series))];
    if (series.length < 2) return at + step;
    const wanted = series[(series.indexOf(here.series) + step + series.length) % series.length];
    const far = (pick) => (plot.spec.y.names ? Math.abs(pick.y - here.y) : Math.abs(pick.x - here.x));
    return plot.picks.reduce((best, pick, n) => (pick.series === wanted && (best < 0 || far(pick) < far(plot.picks[best])) ? n : best), -1);
  }
  function next(key) {
    const last = plot.picks.length - 1;
    const rows = Boolean(plot.spec.y.names);
    const [on, back] = rows ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
    const [over, under] = rows ? ["ArrowRight", "ArrowLeft"] : ["ArrowUp", "ArrowDown"];
    if (key === "Home") return 0;
    if (key === "End") return last;
    if (![on, back, over, under].includes(key)) return null;
    if (at < 0) return 0;
    if (key === over || key === under) return Math.max(0, Math.min(aside(key === over ? 1 : -1), last));
    return Math.max(0, Math.min(at + (key === on ? 1 : -1), last));
  }
  box.addEventListener("pointermove", (event) => {
    const place = box.getBoundingClientRect();
    show(plot.nearest(event.clientX - place.left, event.clientY - place.top));
  });
  box.addEventListener("pointerleave", () => show(-1));
  box.addEventListener("blur", () => show(-1));
  box.addEventListener("keydown", (event) => {
    const found = event.key === "Escape" ? -1 : next(event.key);
    if (found === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    show(found, true);
  });
  return () => { if (asked) show(plot.picks.findIndex((pick) => pick.key === asked)); };
}

function render({ model, el }) {
  const claim = make("p", { class: "nc-claim" });
  const note = make("p", { class: "nc-claim-note" });
  const key = make("ul", { class: "nc-key" });
  const svg = makeSvg("svg", { "data-nc-picture": "", role: "img" });
  const box = make("div", { class: "nc-plot", role: "application", tabindex: "0", "aria-roledescription": "chart" }, svg);
  el.append(make("div", { class: "nc-figure" }, claim, note, key, box));
  const plot = new Plot(svg);
  const drawn = speaker(box, plot);
  let width = 0;
  let shown = "";

  function draw() {
    const spec = model.get("spec");
    if (!spec.marks) return;
    if (claim.textContent !== spec.title) claim.textContent = spec.title;
    if (note.textContent !== spec.note) note.textContent = spec.note;
    claim.hidden = !spec.title;
    note.hidden = !spec.note;
    const parts = JSON.stringify(spec.key);
    if (parts !== shown) key.replaceChildren(...keyOf(spec.key));
    shown = parts;
    key.hidden = !spec.key.length;
    const name = `${[spec.title, spec.y.label].filter(Boolean).join(". ")}. ${HOW}`;
    if (box.getAttribute("aria-label") !== name) box.setAttribute("aria-label", name);
    if (!svg.hasAttribute("aria-label")) svg.setAttribute("aria-label", spec.title || spec.y.label || spec.x.label);
    if (!width) return;
    plot.draw(spec, width, model.get("mine"));
    drawn();
  }
  const stop = fit(svg, (next) => { width = next; draw(); });
  draw();
  const stops = [listen(model, "change:spec", draw), listen(model, "change:mine", draw), stop];
  return () => stops.forEach((end) => end());
}

export default { render };
