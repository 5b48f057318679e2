PARTS.written = (ctx) => {
  const [least, most] = ctx.view.words;
  const count = make("p", { id: freshId(), class: "nc-count" });
  const area = make("textarea", {
    id: freshId(),
    class: "nc-text",
    rows: 8,
    "aria-describedby": `${ctx.describedBy} ${count.id}`,
    on: {
      input: () => {
        tally();
        ctx.edit(current());
      },
    },
  });
  const rubric = make("ul", {}, ...ctx.view.rubric.map((html) => make("li", { html })));
  const name = make("label", { for: area.id, class: "nc-label", text: "Your text" });
  const own = make("div", {}, name, area, count);
  const model = make("div", { class: "nc-model", hidden: true });
  const pair = make("div", { class: "nc-pair" }, own, model);

  const levels = ["0 · not there", "1 · partly there", "2 · clearly there"].map((html, i) => ({ key: String(i), html }));
  const table = radioTable({
    caption: "Score your own text, row by row.",
    corner: "A good answer has",
    rows: ctx.view.rubric.map((html, i) => ({ key: String(i), html })),
    columns: levels,
    changed: () => {
      total();
      if (table.chosen().size === ctx.view.rubric.length) ctx.score([...table.chosen().values()].map(Number));
      else ctx.edit(current());
    },
  });
  const sum = make("p", { class: "nc-count", role: "status" });
  const scoring = make("div", { hidden: true, "data-free": true }, table.node, sum);

  /** The text as it stands now, with the points given so far while some are missing. */
  function current() {
    const points = Object.fromEntries(table.chosen());
    const some = table.chosen().size > 0 && table.chosen().size < ctx.view.rubric.length;
    return some ? { text: area.value, points } : { text: area.value };
  }

  function tally() {
    const words = area.value.split(/\s+/).filter(Boolean).length;
    count.textContent = `${counted(words, "word", "words")}. Write between ${least} and ${most} words.`;
  }

  function total() {
    const scores = [...table.chosen().values()].map(Number);
    const points = scores.reduce((a, b) => a + b, 0);
    sum.textContent = scores.length === ctx.view.rubric.length ? `Your own score: ${points} of ${2 * scores.length}.` : "";
  }

  return {
    nodes: [make("p", { class: "nc-label", text: "A good answer has:" }), rubric, pair, scoring],
    show: (answer) => {
      const text = answer?.text ?? "";
      if (area.value !== text) area.value = text;
      if (answer?.points) table.choose(answer.points);
      tally();
    },
    ownText: () => area.value.trim(),
    react: (state) => {
      const shown = Boolean(state.model_answer);
      if (shown && model.hidden) {
        const said = make("div", { class: "nc-said" });
        said.innerHTML = state.model_answer;
        model.replaceChildren(make("p", { class: "nc-label", text: "A model answer" }), said);
      }
      model.hidden = !shown;
      // With the model answer beside it the text can be made better. That is kept, and not judged.
      own.toggleAttribute("data-free", shown);
      name.textContent = shown ? "Your text. Make it better here: it is kept, and not judged again." : "Your text";
      scoring.hidden = !shown;
      if (!shown || state.scores?.length) {
        table.choose(shown ? { ...state.scores } : null);
        total();
      }
    },
  };
};
