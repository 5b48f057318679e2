PARTS.critique = (ctx) => {
  const { claim, who, labels, reasons } = ctx.view;
  const changed = () => ctx.edit({ label: label.chosen()[0] ?? null, reason: reason.chosen()[0] ?? null });
  const options = labels.map((each) => ({ ...each, text: each.text[0].toUpperCase() + each.text.slice(1) }));
  const label = optionSet(ctx, { type: "radio", legend: "1. How would you label this claim?", options, changed });
  const reason = optionSet(ctx, { type: "radio", legend: "2. What is the best reason?", options: reasons, changed });
  const quote = make("figure", { class: "nc-claim" }, make("blockquote", { html: claim }), who ? make("figcaption", { text: who }) : null);
  label.node.classList.add("nc-labels");
  return {
    nodes: [quote, label.node, reason.node],
    show: (answer) => {
      label.choose([answer?.label]);
      reason.choose([answer?.reason]);
    },
    react: (state) => {
      label.mark(state.marks);
      reason.mark(state.marks);
    },
  };
};
