// The text of the step, and below it the prediction: a form, or what was predicted.

function numberAsk(ask, typed) {
  const id = ncId("ask");
  const input = make("input", {
    id, name: ask.name, type: "text", inputmode: "decimal", autocomplete: "off", size: 6, value: typed ?? "",
    "aria-describedby": `${id}-hint`, "aria-invalid": ask.trouble ? "true" : null,
  });
  return make("div", { class: "nc-ask" },
    make("label", { for: id }, ask.label),
    make("span", { class: "nc-answer" }, input,
      make("span", { id: `${id}-hint`, class: ask.trouble ? "nc-hint nc-trouble" : "nc-hint" }, ask.trouble || ask.hint)));
}

function choiceAsk(ask, typed) {
  const group = ncId("ask");
  const options = ask.options.map((option) =>
    make("label", { class: "nc-option" },
      make("input", { type: "radio", name: group, "data-ask": ask.name, value: option.key, checked: typed === option.key }),
      make("span", {}, option.text)));
  const trouble = ask.trouble ? make("p", { id: `${group}-trouble`, class: "nc-hint nc-trouble" }, ask.trouble) : null;
  return make("fieldset", { class: "nc-ask", "aria-describedby": trouble?.id ?? null },
    make("legend", {}, ask.label), make("div", { class: "nc-options" }, ...options), trouble);
}

function predictionForm(view, send) {
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
  form.append(...view.asks.map((ask) => (ask.kind === "number" ? numberAsk : choiceAsk)(ask, view.typed[ask.name])));
  form.append(make("p", { class: "nc-notice", role: "alert" }, view.notice));
  form.append(make("button", { class: "nc-button nc-main", type: "submit" }, "Keep my prediction"));
  return form;
}

function guessList(guesses) {
  if (!guesses.length) return null;
  const rows = guesses.map((guess) => make("li", {}, `${guess.label}: `, make("b", {}, guess.text)));
  return make("div", { class: "nc-guesses" }, make("span", {}, "Your guess"), make("ul", {}, ...rows));
}

function render({ model, el }) {
  const root = make("div", { class: "nc-top" });
  el.append(root);

  function draw() {
    const view = model.get("view");
    const text = make("div", { class: "nc-text", tabindex: "-1" });
    text.innerHTML = view.html; // escaped markdown from Python
    root.replaceChildren(...[text, guessList(view.guesses),
      view.form ? predictionForm(view, (message) => model.send(message)) : null].filter((part) => part !== null));
  }
  function told(message) {
    const target = message.do === "focus" ? ".nc-text" : "[aria-invalid=true], [aria-describedby] input[type=radio]";
    root.querySelector(target)?.focus({ preventScroll: message.do === "focus" });
    if (message.do === "focus") root.closest(".nc-stage")?.scrollIntoView({ block: "nearest" });
  }

  draw();
  const stops = [listen(model, "change:view", draw), listen(model, "msg:custom", told)];
  return () => stops.forEach((stop) => stop());
}

export default { render };
