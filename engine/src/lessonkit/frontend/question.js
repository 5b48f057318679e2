// The frame around a question: prompt, buttons, hints and what is said. The part inside it belongs to the kind.
// Needs guard.js, answers.js and the parts of the kinds. The Python side is exercises/question.py.

/**
 * One box of feedback.
 * @typedef {object} Box
 * @property {string} tone - "good", "near", "bad" or "note"
 * @property {string} head - plain text
 * @property {string} html - escaped by the Python side
 */

/**
 * Where the learner stands; exercises/state.py says what each field means.
 * @typedef {object} State
 * @property {number} tries
 * @property {number} max_tries
 * @property {?string} outcome
 * @property {*} answer
 * @property {Box[]} say
 * @property {string[]} hints
 * @property {number} hints_left
 * @property {boolean} done
 * @property {string} notice
 * @property {Object.<string,boolean>} [marks]
 * @property {string} [model_answer]
 * @property {number[]} [scores]
 */

/** Keep the controls in `box` readable but fixed while it has the class nc-locked. */
function makeLockable(box) {
  const fixed = (event) => box.classList.contains("nc-locked") && !event.target.closest("[data-free]");
  const stop = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  box.addEventListener("click", (event) => {
    if (fixed(event)) stop(event);
  }, { capture: true });
  box.addEventListener("keydown", (event) => {
    if (fixed(event) && event.key.startsWith("Arrow") && !event.target.matches("textarea, [type=text]")) stop(event);
  }, { capture: true });
}

function setLocked(box, locked) {
  box.classList.toggle("nc-locked", locked);
  for (const control of box.querySelectorAll("input, textarea, button")) {
    if (control.closest("[data-free]")) continue;
    if (control.matches("textarea, [type=text]")) control.readOnly = locked;
    else if (locked || control.hasAttribute("data-idle")) control.setAttribute("aria-disabled", "true");
    else control.removeAttribute("aria-disabled");
  }
}

const TONES = ["good", "near", "bad", "note"];

function sayBox({ tone, head, html }) {
  const words = make("div");
  words.innerHTML = html;
  return make("div", { class: `nc-say nc-${TONES.includes(tone) ? tone : "note"}` }, make("b", { text: head }), words);
}

const PAUSE = 800; // milliseconds without typing, after which a draft is kept

/** What all views of one widget share: the draft answer, and whether Python still owes a reply. */
function makeHub(model) {
  const views = new Set();
  const answered = model.get("state").answer ?? null;
  const hub = {
    draft: model.get("draft")?.answer ?? answered,
    waiting: false,
    views,
    edit(answer, from) {
      hub.draft = answer;
      for (const view of views) if (view !== from) view.showDraft();
      clearTimeout(pause);
      pause = setTimeout(hub.keep, PAUSE);
      unkept = true;
    },
    /** Hand the draft to Python, which keeps it over a reload and over night. It is no answer. */
    keep() {
      if (unkept) model.send({ do: "draft", answer: hub.draft });
      settle();
    },
    ask(message) {
      if (hub.waiting) return; // a double click must not use up two tries
      hub.waiting = true;
      timer = setTimeout(() => views.forEach((view) => view.late()), 4000);
      model.send(message);
    },
  };
  let known = answered;
  let done = model.get("state").done;
  let unkept = false;
  let pause;
  function settle() {
    clearTimeout(pause);
    unkept = false;
  }
  /** @type {?{ answer: any }} */
  let sent = null; // while a check is out
  let timer;
  hub.check = () => {
    if (!hub.waiting) settle(); // what is checked needs no keeping
    sent ??= { answer: hub.draft };
    hub.ask({ do: "check", answer: hub.draft });
  };
  model.on("change:state", () => {
    const state = model.get("state");
    const answer = state.answer ?? null;
    // A hint leaves the answer as it was, and then the draft stays. So it does when the reply to a
    // check comes back after the learner has typed on.
    const overtaken = sent && same(answer, sent.answer) && !state.done;
    // Nor does it change once all is said: what is typed then is the learner's own better text.
    const improved = done && state.done;
    if (!same(answer, known) && !overtaken && !improved) hub.draft = answer;
    known = answer;
    done = state.done;
    for (const view of views) view.update();
  });
  model.on("msg:custom", (message) => {
    if (!message?.handled || message.handled === "draft") return;
    hub.waiting = false;
    sent = null;
    clearTimeout(timer);
    for (const view of views) view.replied(message.handled);
    document.dispatchEvent(new Event("nc-progress")); // the ending of the lesson looks again
  });
  hub.reset = () => {
    settle();
    hub.ask({ do: "reset" });
  };
  return hub;
}

/** A question in the page before something is wiped. Escape or the second button leaves all as it is. */
function makeAsking(words, yes, act) {
  const close = () => {
    node.hidden = true;
    asker?.focus({ preventScroll: true });
  };
  /** @type {?HTMLElement} */
  let asker = null;
  const id = freshId();
  const doIt = make("button", { type: "button", class: "nc-button", text: yes, on: { click: () => {
    node.hidden = true;
    act();
  } } });
  const leave = make("button", { type: "button", class: "nc-button nc-main", text: "Keep my text", on: { click: close } });
  const node = make("div", { class: "nc-asking", role: "alertdialog", "aria-labelledby": id, hidden: true, on: {
    keydown: (event) => {
      if (event.key === "Escape") close();
    },
  } }, make("p", { id, text: words }), make("div", { class: "nc-buttons" }, leave, doIt));
  return {
    node,
    open(from) {
      asker = from;
      node.hidden = false;
      leave.focus({ preventScroll: true });
    },
  };
}

function makeView(model, hub, el) {
  const view = model.get("view");
  const titleId = freshId();
  const promptId = freshId();
  const meta = make("span", { class: "nc-meta" });
  const prompt = make("div", { id: promptId, class: "nc-prompt" });
  prompt.innerHTML = view.prompt ?? "";
  const live = make("div", { class: "nc-unseen", "aria-live": "polite" });
  const hintList = make("ol");
  const hints = make("div", { class: "nc-hints", "aria-live": "polite", hidden: true }, make("p", { class: "nc-label", text: "Hints" }), hintList);
  const status = make("div", { class: "nc-status", role: "status", "aria-live": "polite" });

  const disabled = (button) => button.getAttribute("aria-disabled") === "true";
  const button = (text, look, action) => {
    const node = make("button", { type: "button", class: `nc-button ${look}`, text, on: { click: () => disabled(node) || action() } });
    return node;
  };
  const checkButton = button("Check", "nc-main", () => hub.check());
  const hintButton = button("Hint", "", () => hub.ask({ do: "hint" }));
  const resetButton = button("Start again", "", () => (part.ownText?.() ? asking.open(resetButton) : startAgain()));
  const asking = makeAsking("Start again? The box is emptied. Your first answers stay in your progress.", "Empty the box", startAgain);

  function startAgain() {
    hub.reset();
    checkButton.focus({ preventScroll: true }); // the button that was pressed is about to go
  }

  const self = {};
  const ctx = {
    view,
    describedBy: promptId,
    edit: (answer) => hub.edit(answer, self),
    check: () => disabled(checkButton) || hub.check(),
    score: (scores) => model.send({ do: "score", scores }),
    announce: (text) => (live.textContent = text),
  };
  const part = PARTS[view.kind](ctx);
  const hasCheck = !part.inCell;
  const answerBox = make("div", { class: `nc-answer nc-is-${view.kind}` }, ...part.nodes);
  makeLockable(answerBox);

  const root = make("div", { class: "nc-frame nc-question", role: "group", "aria-labelledby": titleId },
    make("div", { class: "nc-head" }, make("h3", { id: titleId, class: "nc-title", text: view.title }), meta),
    make("div", { class: "nc-body" }, prompt, answerBox,
      make("div", { class: "nc-buttons" }, hasCheck ? checkButton : null, hintButton, hasCheck ? resetButton : null),
      asking.node, hints, status, live));

  root.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) hub.keep();
  });

  let said = "";
  /**
   * @param {State} state
   * @param {boolean} [again]
   */
  function say(state, again) {
    const now = JSON.stringify([state.say, state.notice]);
    if (now === said && !again) return;
    said = now;
    status.replaceChildren(...(state.say ?? []).map(sayBox));
    if (state.notice) status.append(make("p", { class: "nc-notice", text: state.notice }));
  }

  /** @param {State} state */
  function showHints(state) {
    const given = state.hints ?? [];
    const total = given.length + (state.hints_left ?? 0);
    if (given.length < hintList.children.length) hintList.replaceChildren();
    for (const html of given.slice(hintList.children.length)) hintList.append(make("li", { html }));
    hints.hidden = given.length === 0;
    hintButton.hidden = total === 0 || Boolean(state.done);
    hintButton.textContent = state.hints_left ? `Hint ${given.length + 1} of ${total}` : "No more hints";
    hintButton.setAttribute("aria-disabled", String(!state.hints_left));
  }

  /** @param {State} state */
  function metaText(state) {
    const parts = [`Exercise ${view.number}`, `${view.minutes} min`];
    if (state.done) parts.push("done");
    else if (hasCheck && state.max_tries !== 0) parts.push(`try ${Math.min((state.tries ?? 0) + 1, state.max_tries ?? 2)} of ${state.max_tries ?? 2}`);
    return parts.join(" · ");
  }

  Object.assign(self, {
    showDraft: () => part.show(hub.draft),
    update() {
      const state = model.get("state");
      meta.textContent = metaText(state);
      part.show(hub.draft);
      part.react?.(state);
      setLocked(answerBox, Boolean(state.done));
      checkButton.setAttribute("aria-disabled", String(Boolean(state.done)));
      resetButton.hidden = !state.done;
      showHints(state);
      say(state);
    },
    replied(to) {
      say(model.get("state"), to === "check"); // the same words again are read out again
    },
    late() {
      said = "";
      status.replaceChildren(sayBox({
        tone: "note",
        head: "No reply yet",
        html: "If another cell is running, wait for it. If the kernel was restarted, run this cell again.",
      }), runPageAgain(root));
    },
  });
  self.update();
  el.append(root);
  return { self, root };
}

export default () => {
  let hub;
  return {
    initialize({ model }) {
      hub = makeHub(model);
      // A page that is left or closed gives no other sign.
      const leave = () => hub.keep();
      document.addEventListener("visibilitychange", leave);
      addEventListener("pagehide", leave);
      return () => {
        document.removeEventListener("visibilitychange", leave);
        removeEventListener("pagehide", leave);
      };
    },
    render({ model, el }) {
      const { self, root } = makeView(model, hub, el);
      const unguard = guard(root);
      hub.views.add(self);
      return () => {
        hub.views.delete(self);
        hub.keep();
        unguard();
      };
    },
  };
};
