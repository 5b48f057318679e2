// A box to write in that keeps itself: at every pause, and when the learner leaves it. Needs frame.js.

const PAUSE = 600; // ms without a key before the text is sent
const PATIENCE = 4000; // ms without a reply before the learner is told
const NOT_KEPT = "No reply yet, so this is not kept. If another cell is running, wait for it. If the kernel was restarted, run this cell again.";

/**
 * @param {Model} model with `texts`, by key
 * @param {{key: string, prompt: string, hint?: string, longest: number}} about
 */
function noteBox(model, { key, prompt, hint, longest }) {
  const id = ncId("note");
  const box = make("textarea", { id, rows: 2, maxlength: longest, spellcheck: "true", "aria-describedby": `${id}-hint ${id}-kept` });
  const kept = make("span", { id: `${id}-kept`, class: "nc-kept" });
  const late = make("p", { class: "nc-late", role: "status" });
  const node = make("div", { class: "nc-notebox" },
    make("label", { for: id }, prompt),
    hint ? make("p", { id: `${id}-hint`, class: "nc-hint" }, hint) : null,
    box, kept, late);
  let sent = model.get("texts")[key] ?? "";
  let pause = 0;
  let wait = 0;
  box.value = sent;
  if (sent) kept.textContent = "Kept on this computer.";

  function keep() {
    clearTimeout(pause);
    if (box.value === sent) return;
    sent = box.value;
    clearTimeout(wait);
    wait = setTimeout(() => (late.textContent = NOT_KEPT), PATIENCE);
    model.send({ do: "keep", key, text: sent });
  }

  function confirmed(message) {
    if (message?.kept !== key) return;
    clearTimeout(wait);
    late.textContent = message.notice ?? "";
    if (box.value === sent) kept.textContent = "Kept on this computer.";
    progressed();
  }

  /** Another view of the same note was written in. */
  function follow() {
    const text = model.get("texts")[key] ?? "";
    if (document.activeElement !== box && box.value === sent) box.value = sent = text;
  }

  box.addEventListener("input", () => {
    kept.textContent = "";
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  box.addEventListener("change", keep);
  const stops = [listen(model, "msg:custom", confirmed), listen(model, "change:texts", follow)];
  return { node, stop: () => { keep(); clearTimeout(wait); stops.forEach((stop) => stop()); } };
}

/** Tell the page that the learner has done something: an ending looks again. */
function progressed() {
  document.dispatchEvent(new Event("nc-progress"));
}
