// The top of an explorer: title, steps, and the text or the prediction form of the step.

function stepList(steps) {
  const items = steps.map((step) =>
    make("li", { "aria-current": step.now ? "step" : null }, step.text + (step.done ? " ✓" : ""), step.done ? make("span", { class: "nc-unseen" }, " done") : null),
  );
  return make("ol", { class: "nc-steps", "aria-label": "Steps" }, ...items);
}

function numberAsk(ask, typed, notice) {
  const id = ncId("ask");
  const input = make("input", {
    id, name: ask.name, type: "text", inputmode: "decimal", autocomplete: "off", size: 6, value: typed ?? "",
    "aria-describedby": ask.missing ? `${id}-hint ${notice}` : `${id}-hint`, "aria-invalid": ask.missing ? "true" : null,
  });
  return make("div", { class: "nc-ask" },
    make("label", { for: id }, ask.label),
    make("span", { class: "nc-answer" }, input, make("span", { id: `${id}-hint`, class: "nc-hint" }, ask.hint)));
}

function choiceAsk(ask, typed, notice) {
  const group = ncId("ask");
  const options = ask.options.map((option) =>
    make("label", { class: "nc-option" },
      make("input", { type: "radio", name: group, "data-ask": ask.name, value: option.key, checked: typed === option.key }),
      make("span", {}, option.text)));
  return make("fieldset", { class: "nc-ask", "aria-describedby": ask.missing ? notice : null },
    make("legend", {}, ask.label), make("div", { class: "nc-options" }, ...options));
}

function predictionForm(view, send) {
  const notice = ncId("notice");
  const form = make("form", {
    class: "nc-predict", novalidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      const values = {};
      for (const input of form.querySelectorAll("input[type=text]")) values[input.name] = input.value;
      for (const input of form.querySelectorAll("input:checked")) values[input.dataset.ask] = input.value;
      send({ do: "predict", values });
    },
  });
  form.append(...view.asks.map((ask) => (ask.kind === "number" ? numberAsk : choiceAsk)(ask, view.typed[ask.name], notice)));
  form.append(make("p", { id: notice, class: "nc-notice", role: "alert" }, view.notice));
  form.append(make("button", { class: "nc-button nc-main", type: "submit" }, "Keep my prediction"));
  return form;
}

function guessList(guesses) {
  if (!guesses.length) return null;
  const rows = guesses.map((guess) => make("li", {}, `${guess.label} `, make("b", {}, guess.text)));
  return make("div", { class: "nc-guesses" }, make("p", {}, "You predicted:"), make("ul", {}, ...rows));
}

function render({ model, el }) {
  const root = make("div", { class: "nc-part" });
  el.append(root);
  let unguard = () => {};
  whenFramed(el, (frame) => { unguard = guard(frame); });

  function draw() {
    const view = model.get("view");
    const text = make("div", { class: "nc-text", tabindex: "-1" });
    text.innerHTML = view.html; // escaped markdown from Python
    const guesses = guessList(view.guesses);
    root.replaceChildren(
      make("div", { class: "nc-head" },
        make("h3", { class: "nc-title" }, view.title), make("span", { class: "nc-meta" }, view.meta)),
      make("div", { class: "nc-top" }, stepList(view.steps), text, guesses,
        view.form ? predictionForm(view, (message) => model.send(message)) : null));
  }

  function told(message) {
    const target = message.do === "focus" ? ".nc-text" : "[aria-invalid=true], [aria-describedby] input[type=radio]";
    root.querySelector(target)?.focus();
  }

  draw();
  const stops = [listen(model, "change:view", draw), listen(model, "msg:custom", told)];
  return () => { unguard(); stops.forEach((stop) => stop()); };
}

export default { render };
