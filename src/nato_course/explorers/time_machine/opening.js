// The opening: a bet, a map that plays through the years by itself, and what became of the bet.
// Needs guard.js, frame.js and map.js.

function render({ model, el }) {
  const parts = model.get("parts");
  const frames = model.get("frames");
  const { words } = parts;
  const last = frames.length - 1;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const events = frames.filter((frame) => frame.event).length;
  const tick = (parts.seconds - events * parts.hold) / (frames.length - events);
  const titleId = ncId("opening");
  let at = 0;
  let timer = 0;

  // The bet: placed once, and told back in the last year.
  const stake = ncId("bet");
  const amount = make("input", { id: stake, type: "range", min: parts.bet.least, max: parts.bet.most, step: parts.bet.step, value: parts.bet.start });
  const shown = make("output", { for: stake });
  const km = (value) => `${Number(value).toLocaleString("en-GB")} km`;
  const offer = () => { shown.textContent = km(amount.value); amount.setAttribute("aria-valuetext", km(amount.value)); };
  amount.addEventListener("input", offer);
  const form = make("div", { class: "nc-bet" },
    make("label", { for: stake }, parts.ask),
    make("div", { class: "nc-slide" }, amount, shown,
      make("button", { type: "button", class: "nc-button nc-main", onclick: () => model.send({ do: "bet", km: Number(amount.value) }) }, words.bet)));
  const kept = make("p", { class: "nc-kept", role: "status" });

  // The film.
  const map = makeMap({ looks: parts.looks, notes: parts.notes });
  const year = make("b");
  const allies = make("span");
  const caption = make("p", { class: "nc-caption", role: "status" });
  const slider = make("input", { type: "range", min: 0, max: last, step: 1, value: 0, "aria-label": words.year });
  slider.addEventListener("input", () => { stop(); go(Number(slider.value)); });
  const play = make("button", { type: "button", class: "nc-button nc-main nc-play", onclick: () => (timer ? stop() : start()) }, words.play);
  const next = make("button", { type: "button", class: "nc-button", onclick: () => { stop(); go(following()); } }, words.next);
  const verdict = make("p", { role: "status" });

  const root = make("div", { class: "nc-frame nc-explorer nc-opening", role: "group", "aria-labelledby": titleId },
    make("div", { class: "nc-head" }, make("h3", { id: titleId, class: "nc-title" }, parts.title)),
    make("div", { class: "nc-top" }, form, kept,
      make("div", { class: "nc-film" }, still ? null : play, next, slider),
      make("p", { class: "nc-now", "aria-hidden": "true" }, year, allies), caption, verdict, map.root));

  /** The next year in which something happens; after the last one, the last year; from there the first again. */
  function following() {
    const found = frames.findIndex((frame, i) => i > at && frame.event);
    return found >= 0 ? found : at < last ? last : 0;
  }

  function go(to) {
    at = to;
    const frame = frames[at];
    slider.value = String(at);
    slider.setAttribute("aria-valuetext", `${frame.year}, ${frame.allies}`);
    year.textContent = frame.year;
    allies.textContent = frame.allies;
    if (caption.textContent !== frame.caption) caption.textContent = frame.caption;
    map.picture.setAttribute("aria-label", `${frame.year}: ${frame.allies}. ${frame.caption}`);
    map.show(parts.base, frame);
    tellVerdict();
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    play.textContent = words.play;
  }

  function start() {
    play.textContent = words.pause;
    if (at >= last) go(0);
    const step = () => {
      if (!root.isConnected || at >= last) return stop();
      timer = setTimeout(() => { go(at + 1); step(); }, 1000 * (frames[at].event ? parts.hold : tick));
    };
    step();
  }

  function tellBet() {
    const bet = model.get("bet");
    const inside = form.contains(document.activeElement);
    form.hidden = bet !== null;
    kept.textContent = bet === null ? "" : `${parts.kept} ${km(bet)}.`;
    if (bet !== null && inside) (still ? next : play).focus();
    tellVerdict();
  }

  function tellVerdict() {
    const text = at === last ? model.get("verdict") : "";
    if (verdict.textContent === text) return;
    verdict.textContent = text;
    verdict.className = text ? "nc-say" : "";
  }

  offer();
  go(0);
  tellBet();
  el.append(root);
  const unguard = guard(root);
  const stops = [listen(model, "change:bet", tellBet), listen(model, "change:verdict", tellVerdict), unguard, stop];
  return () => stops.forEach((end) => end());
}

export default { render };
