// The concept test: one question at a time, each answer kept at once, nothing said about it before the end.
// Needs guard.js and frame.js. The Python side is concepts/widget.py.

const LATE = "No reply yet, so this is not kept. If another cell is running, wait for it. If the kernel was restarted, run this cell again.";

/** HTML of one paragraph without its <p>, so that it can stand in a legend or a label. */
function inline(html) {
  const found = /^\s*<p>([\s\S]*)<\/p>\s*$/.exec(html);
  return found && !found[1].includes("<p>") ? found[1] : html;
}

function filled(node, html) {
  node.innerHTML = inline(html); // escaped markdown from Python
  return node;
}

function makeTest(model, el) {
  const { title, meta, gate, questions } = model.get("view");
  const total = questions.length;
  const titleId = ncId("test");
  const page = make("div", { class: "nc-page" });
  const status = make("p", { class: "nc-status", role: "status" });
  const notice = make("p", { class: "nc-notice", role: "status" });
  const root = make("div", { class: "nc-frame nc-test", role: "group", "aria-labelledby": titleId },
    make("div", { class: "nc-head" }, make("h3", { id: titleId, class: "nc-title" }, title), make("span", { class: "nc-meta" }, meta)),
    make("div", { class: "nc-body" }, page, status, notice));

  const drafts = new Map(); // chosen here, not kept yet
  const kept = (question) => model.get("state").answers[question.id];
  const shown = (question) => drafts.get(question.id) ?? kept(question);
  const open = () => questions.flatMap((question, i) => (kept(question) ? [] : [i]));
  const counted = () => `${total - open().length} of ${total} answered.`;
  // −1 is the page before the first question, `total` the one after the last.
  let place = gate && open().length === total ? -1 : open()[0] ?? total;
  let phase = null;
  let late = false;
  let timer;

  function ask(message) {
    clearTimeout(timer);
    timer = setTimeout(() => { late = true; say(); }, 4000);
    model.send(message);
  }

  /** Say how many answers are kept, or that one is not. */
  function say(first = "") {
    const counts = phase === "taking" && questions[place] ? `${first}${counted()}` : "";
    status.textContent = late ? LATE : counts;
  }

  const button = (text, look, act, idle = false) =>
    make("button", { type: "button", class: `nc-button ${look}`, "aria-disabled": idle ? "true" : null, onclick: () => idle || act() }, text);

  function gatePage() {
    return [
      make("h4", { class: "nc-where", tabindex: "-1" }, "Not begun"),
      make("p", {}, gate),
      make("div", { class: "nc-buttons" }, button("Begin", "nc-main", () => go(0))),
    ];
  }

  function questionPage(i) {
    const question = questions[i];
    const name = ncId("option");
    const options = question.options.map(({ key, html }) => {
      const input = make("input", {
        type: "radio", name, value: key,
        onchange: () => {
          drafts.set(question.id, key);
          ask({ do: "choose", question: question.id, answer: key });
        },
      });
      input.checked = shown(question) === key;
      return make("label", { class: "nc-option" }, input, filled(make("span"), html));
    });
    return [
      make("h4", { class: "nc-where", tabindex: "-1" }, `Question ${i + 1} of ${total}`),
      make("fieldset", { class: "nc-plain" }, filled(make("legend"), question.prompt), ...options),
      make("div", { class: "nc-buttons" }, button("Back", "", () => go(i - 1), i === 0), button("Next", "nc-main", () => go(i + 1))),
    ];
  }

  function lastPage() {
    const left = open();
    const jumps = left.map((i) => make("li", {}, button(`Question ${i + 1}`, "", () => go(i))));
    /** @type {(HTMLElement | null)[]} */
    const parts = [
      make("h4", { class: "nc-where", tabindex: "-1" }, "Hand in?"),
      make("p", {}, left.length ? `${counted()} An open question counts as not right. Open are:` : `${counted()} You can still go back and change an answer.`),
      left.length ? make("ul", { class: "nc-jumps", "aria-label": "Open questions" }, ...jumps) : null,
      make("div", { class: "nc-buttons" }, button("Back", "", () => go(total - 1)), button("Hand in", "nc-main", () => ask({ do: "finish" }))),
    ];
    return parts.filter((part) => part !== null);
  }

  function endPage(html) {
    const text = make("div", { class: "nc-result" });
    text.innerHTML = html; // made and escaped by Python
    return [make("h4", { class: "nc-where", tabindex: "-1" }, phase === "result" ? "Your result" : "Handed in"), text];
  }

  function takingPage() {
    if (place < 0) return gatePage();
    return place < total ? questionPage(place) : lastPage();
  }

  function draw() {
    const state = model.get("state");
    page.replaceChildren(...(state.phase === "taking" ? takingPage() : endPage(state.html)));
    say();
    tell(state);
  }

  /** Python says a trouble once; it stays on the page. */
  function tell(state) {
    if (state.notice) notice.textContent = state.notice;
  }

  function go(to) {
    place = to;
    draw();
    page.querySelector(".nc-where").focus();
  }

  function update() {
    const state = model.get("state");
    for (const [id, key] of drafts) if (state.answers[id] === key) drafts.delete(id);
    if (state.phase !== phase) {
      const moved = phase !== null;
      phase = state.phase;
      if (moved && phase !== "taking") drafts.clear();
      draw();
      if (moved) page.querySelector(".nc-where").focus();
      return;
    }
    if (phase !== "taking" || !questions[place]) redraw();
    else for (const input of page.querySelectorAll("input")) input.checked = shown(questions[place]) === input.value;
    tell(state);
  }

  /** Draw again without losing the focus: it goes to the heading if it was in what is drawn anew. */
  function redraw() {
    const inside = page.contains(document.activeElement);
    draw();
    if (inside) page.querySelector(".nc-where").focus({ preventScroll: true });
  }

  function confirmed(message) {
    if (!message?.handled) return;
    clearTimeout(timer);
    late = false;
    say("Kept. ");
  }

  update();
  el.append(root);
  return { root, stops: [listen(model, "change:state", update), listen(model, "msg:custom", confirmed), () => clearTimeout(timer)] };
}

function render({ model, el }) {
  const { root, stops } = makeTest(model, el);
  const unguard = guard(root);
  return () => { unguard(); stops.forEach((stop) => stop()); };
}

export default { render };
