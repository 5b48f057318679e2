// A line that the learner draws with the pointer. Boxes beside it take the same line by keys.

function render({ model, el }) {
  const svg = makeSvg("svg", { "aria-hidden": "true" });
  const box = make("div", { class: "nc-plot nc-canvas" }, svg);
  el.append(make("div", { class: "nc-figure" }, box));
  const plot = new Plot(svg);
  let width = 0;
  /** @type {?number[]} */
  let line = null;
  let last = -1; // the place that the pointer was at, so that a quick stroke leaves no gap

  function draw() {
    if (!width) return;
    const { x, y, places } = model.get("spec");
    const values = line ?? model.get("line");
    const points = values.some((value) => value > 0) ? places.map((place, at) => [place, values[at]]) : [];
    plot.draw({ x, y, height: 240, grid: true, marks: [{ mark: "line", points, colour: "guess", width: 3 }] }, width);
  }
  function put(event) {
    const { y, places } = model.get("spec");
    const around = box.getBoundingClientRect();
    const [across, up] = [event.clientX - around.left, event.clientY - around.top];
    const { frame } = plot;
    const share = (frame.bottom - up) / (frame.bottom - frame.top);
    const value = Math.max(0, Math.min(1, share)) * y.high;
    const at = places.reduce((best, place, n) => (Math.abs(plot.x(place) - across) < Math.abs(plot.x(places[best]) - across) ? n : best), 0);
    line = [...(line ?? model.get("line"))];
    const from = last < 0 ? at : last;
    const start = line[from];
    for (let n = from; ; n += Math.sign(at - from)) {
      line[n] = from === at ? value : start + ((value - start) * (n - from)) / (at - from);
      if (n === at) break;
    }
    line[at] = value;
    last = at;
    draw();
  }
  function keep() {
    if (!line) return;
    model.set("line", line);
    model.save_changes();
    line = null;
    last = -1;
  }
  box.addEventListener("pointerdown", (event) => { box.setPointerCapture(event.pointerId); put(event); });
  box.addEventListener("pointermove", (event) => { if (line) put(event); });
  box.addEventListener("pointerup", keep);
  box.addEventListener("pointercancel", keep);
  const stop = fit(svg, (next) => { width = next; draw(); });
  const stops = [listen(model, "change:line", draw), stop];
  return () => stops.forEach((end) => end());
}

export default { render };
