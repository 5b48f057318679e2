// The chair's moves, at the desk's text, and the clock.

const LAST_SECONDS = [60, 30, 10]; // when the running clock is read out

function render({ model, el }) {
  const id = ncId("moves");
  const send = (what, more = {}) => model.send({ do: what, ...more });
  const button = (text, act, kind = "") => make("button", { class: `nc-button ${kind}`, type: "button", onclick: act }, text);
  const view = () => model.get("view");

  const stage = make("p", { class: "nc-stage" });
  const main = button("", () => send("main"), "nc-main");
  const giveUp = button("Give up", () => { send("give-up"); main.focus(); });
  const forum = button("", () => { send("forum"); main.focus(); });

  const time = make("span", { class: "nc-time" });
  const heard = make("span", { class: "nc-unseen", role: "status" });
  const pause = button("Pause", () => (ticking ? halt() : tick()));
  const longer = button("One minute more", () => { left += 60; showTime(); });
  const clock = make("div", { class: "nc-line" }, time, pause, longer, heard);

  const chooser = (label, act, word) => {
    const select = make("select", { id: `${id}-${label}` });
    const line = make("div", { class: "nc-line" }, make("label", { for: select.id }, label), select, button(word, () => act(select.value)));
    return { select, line };
  };
  const amend = chooser("Move the text towards", (who) => send("amend", { who }), "Move");
  const note = chooser("Give a footnote to", (who) => send("footnote", { who }), "Add a footnote");

  const root = make("div", { class: "nc-moves" }, stage, clock, make("div", { class: "nc-line" }, main, forum, giveUp), amend.line, note.line);
  el.append(root);

  // The clock runs only when the learner has asked for one. It can be paused, and lengthened without end.
  let left = 0;
  let ticking = 0;
  let running = "";
  function showTime() {
    time.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} to the deadline`;
  }
  function halt() {
    clearInterval(ticking);
    ticking = 0;
    pause.textContent = "Go on";
  }
  function tick() {
    clearInterval(ticking);
    pause.textContent = "Pause";
    ticking = setInterval(() => {
      if (!time.isConnected) return halt();
      left -= 1;
      showTime();
      if (LAST_SECONDS.includes(left)) heard.textContent = `${left} seconds to the deadline`;
      if (left <= 0) { halt(); send("deadline"); }
    }, 1000);
  }
  function drawClock(now) {
    const wanted = now.phase === "silence" && now.clock ? `${now.round}-${now.clock}` : "";
    clock.hidden = !wanted;
    if (wanted === running) return;
    running = wanted;
    heard.textContent = "";
    if (!wanted) { halt(); return; }
    left = now.clock;
    showTime();
    tick();
  }

  function fill(select, options) {
    const kept = select.value;
    select.replaceChildren(...options.map((one) => make("option", { value: one.code }, one.name)));
    if (options.some((one) => one.code === kept)) select.value = kept;
  }
  function fillMoves(select, options, fresh) {
    fill(select, options);
    if (fresh && options.length) select.value = options[0].code; // after a deadline the strongest objector stands first
  }
  let lastRound = "";
  function draw() {
    const now = view();
    root.hidden = now.kind === "odds";
    if (root.hidden) { drawClock({}); return; }
    stage.textContent = now.stage;
    main.textContent = now.main;
    const open = now.phase === "draft" || now.phase === "broken";
    amend.line.hidden = note.line.hidden = giveUp.hidden = !open || !now.round;
    forum.hidden = !open || !now.forum;
    forum.textContent = now.forum;
    const round = `${now.round}-${now.phase === "broken"}`;
    fillMoves(amend.select, now.choose, round !== lastRound && now.phase === "broken");
    fillMoves(note.select, now.choose, round !== lastRound && now.phase === "broken");
    lastRound = round;
    drawClock(now);
  }
  draw();
  const stop = listen(model, "change:view", draw);
  return () => { halt(); stop(); };
}

export default { render };
