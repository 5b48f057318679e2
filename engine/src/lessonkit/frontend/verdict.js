// The verdict on a mission, at the controls: its parts with their ticks, what was found, and the buttons that lead on.

const HEADS = { good: "Found", part: "One part is done", near: "Not this time" };

function partItem(part) {
  return make("li", { "data-done": part.done ? "yes" : null },
    make("span", { "aria-hidden": "true" }, part.done ? "✓ " : "○ "), part.text,
    make("span", { class: "nc-unseen" }, part.done ? " (done)" : " (open)"));
}

function render({ model, el }) {
  const send = (what) => () => model.send({ do: what });
  const button = (text, what, kind = "") => make("button", { class: `nc-button ${kind}`, type: "button", onclick: send(what) }, text);

  const parts = make("ul", { class: "nc-parts", "aria-label": "Parts of this mission" });
  const found = make("div", { role: "status", class: "nc-verdict-text" });
  const go = button("", "next", "nc-next");
  const skip = button("Skip", "skip");
  const back = button("Back", "back");
  const again = button("Clear and predict again", "again");
  const root = make("div", { class: "nc-verdict" }, parts, make("div", { class: "nc-buttons" }, go, skip, back, again), found);
  el.append(root);

  let shown = "";
  function drawFound() {
    const [tone, text, judged] = [model.get("tone"), model.get("found"), model.get("judged")];
    const { done } = model.get("view");
    const now = JSON.stringify([tone, text, judged, done]);
    if (now === shown) return; // a screen reader is told once
    const slides = !shown.startsWith(`["${tone}"`);
    shown = now;
    if (!tone) {
      found.replaceChildren(...(done ? [make("p", { class: "nc-was-found" }, "✓ Found. Go on, or try other settings.")] : []));
      return;
    }
    const body = make("div", {});
    body.innerHTML = text; // escaped markdown from Python
    const said = judged.map((one) => make("p", { class: one.right ? "nc-judged nc-right" : "nc-judged" }, one.text));
    const kind = { good: "nc-good", near: "nc-near" }[tone] ?? "";
    found.replaceChildren(make("div", { class: `nc-say ${kind}${slides ? " nc-slides" : ""}` }, make("b", {}, HEADS[tone]), ...said, body));
  }
  function drawParts() {
    const list = model.get("parts");
    parts.hidden = !list.length;
    parts.replaceChildren(...list.map(partItem));
  }
  function drawView() {
    const view = model.get("view");
    go.textContent = view.next;
    go.hidden = !view.next;
    go.classList.toggle("nc-main", view.ready);
    go.setAttribute("aria-disabled", String(!view.ready));
    skip.hidden = !view.skip;
    back.hidden = !view.back;
    again.hidden = !view.again;
    drawFound();
  }
  drawParts();
  drawView();
  const stops = [
    listen(model, "change:parts", drawParts), listen(model, "change:view", drawView),
    ...["tone", "found", "judged"].map((name) => listen(model, `change:${name}`, drawFound)),
  ];
  return () => stops.forEach((stop) => stop());
}

export default { render };
