// The controls of an explorer: native inputs, each with a label and an output with its unit.

const REST_AFTER = 300; // ms without a move: only then is a mission judged, since a slider passes many values

/** Tell Python once the learner rests: no move for a while, and nothing plays. */
function resting(model, el) {
  let timer = 0;
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (el.closest(".nc-frame")?.dataset.playing) wait();
      else model.send({ do: "rest" });
    }, REST_AFTER);
  }
  return { moved: wait, stop: () => clearTimeout(timer) };
}

const HOLD = 100; // ms that a value waits for the next one, if what it shows is there already

/** Send at most one change per frame, and only the newest; what the page can show by itself waits until the slider rests. */
function sender(model, moved, frames) {
  /** @type {?object} */
  let waiting = null;
  let gate = false;
  let timer = 0;
  function flush() {
    clearTimeout(timer);
    gate = false;
    if (!waiting) return;
    gate = true;
    model.set("values", { ...model.get("values"), ...waiting });
    waiting = null;
    model.save_changes();
    requestAnimationFrame(flush);
  }
  function send(key, value, slides = false) {
    waiting = { ...waiting, [key]: value };
    moved();
    if (slides) frames.ask(key);
    clearTimeout(timer);
    if (frames.show({ ...model.get("values"), ...waiting })) timer = setTimeout(flush, HOLD);
    else if (!gate) flush();
  }
  return { send, flush };
}

function rangeRow(spec, position, { send, flush }, frames) {
  const id = ncId("range");
  const last = spec.texts.length - 1;
  const input = make("input", { id, type: "range", min: 0, max: last, step: 1, "data-key": spec.key });
  const output = make("output", { for: id });
  const play = spec.play ? player(spec, () => Number(input.value), last, move) : null;

  function show(value) {
    input.value = value;
    input.setAttribute("aria-valuetext", spec.texts[value]);
    output.textContent = spec.texts[value];
  }
  function move(value) {
    const kept = Math.min(Math.max(value, 0), last);
    show(kept);
    send(spec.key, kept, true);
  }
  input.addEventListener("input", () => { play?.stop(); move(Number(input.value)); });
  for (const event of ["pointerup", "blur"]) input.addEventListener(event, flush);
  for (const event of ["pointerenter", "focus"]) input.addEventListener(event, () => frames.ask(spec.key));
  const stepper = (sign, by, word) => make("button", {
    class: "nc-button nc-step", type: "button", "aria-label": `${word}: ${spec.label}`,
    onclick: () => { play?.stop(); move(Number(input.value) + by); },
  }, sign);
  show(position);
  const row = make("div", { class: "nc-row" },
    make("label", { for: id }, spec.label),
    make("span", { class: "nc-slide" },
      spec.steppers ? stepper("−", -1, "One step back") : null, input, spec.steppers ? stepper("+", 1, "One step on") : null,
      play ? play.button : null),
    output);
  return { row, show, stop: () => play?.stop() };
}

function player(spec, position, last, move) {
  const word = document.createTextNode("");
  const button = make("button", { class: "nc-button nc-play", type: "button", onclick: () => (timer ? stop() : start()) },
    word, make("span", { class: "nc-unseen" }, ` ${spec.label}`));
  let timer = 0;
  const say = (text) => { word.textContent = text; };
  const mark = (playing) => { const frame = button.closest(".nc-frame"); if (frame) frame.dataset.playing = playing; };
  function stop() {
    clearInterval(timer);
    timer = 0;
    say("Play");
    mark("");
  }
  function start() {
    say("Pause");
    mark("yes");
    if (position() >= last) move(0);
    timer = setInterval(() => {
      if (!button.isConnected || position() >= last) stop();
      else move(position() + 1);
    }, spec.play * 1000);
  }
  say("Play");
  return { button, stop };
}

function choiceRow(spec, value, { send }) {
  const id = ncId("choice");
  const options = spec.options.map((option) => make("option", { value: option.key }, option.text));
  const select = make("select", { id, "data-key": spec.key, onchange: () => send(spec.key, select.value) }, ...options);
  select.value = value;
  const row = make("div", { class: "nc-row" }, make("label", { for: id }, spec.label), select);
  return { row, show: (next) => { select.value = next; }, stop: () => {} };
}

function switchRow(spec, value, { send }) {
  const id = ncId("switch");
  const box = make("input", { id, type: "checkbox", "data-key": spec.key, onchange: () => send(spec.key, box.checked) });
  box.checked = value;
  const row = make("div", { class: "nc-row nc-switch" }, box, make("label", { for: id }, spec.label));
  return { row, show: (next) => { box.checked = next; }, stop: () => {} };
}

const ROWS = { range: rangeRow, choice: choiceRow, switch: switchRow };

function render({ model, el }) {
  const root = make("div", { class: "nc-controls" });
  el.append(root);
  const rest = resting(model, el);
  const frames = framesOf(model);
  const sending = sender(model, rest.moved, frames);
  let rows = new Map();

  function draw() {
    for (const row of rows.values()) row.stop();
    const values = model.get("values");
    rows = new Map(model.get("specs").map((spec) => [spec.key, ROWS[spec.kind](spec, values[spec.key], sending, frames)]));
    root.replaceChildren(...[...rows.values()].map((row) => row.row));
  }
  function follow() {
    const values = model.get("values");
    for (const [key, row] of rows) row.show(values[key]);
  }
  draw();
  const stops = [listen(model, "change:specs", draw), listen(model, "change:values", follow)];
  return () => { rest.stop(); frames.stop(); for (const row of rows.values()) row.stop(); stops.forEach((stop) => stop()); };
}

export default { render };
