PARTS.choice = (ctx) => {
  const set = optionSet(ctx, {
    type: "radio",
    legend: "Choose one answer.",
    options: ctx.view.options,
    changed: () => ctx.edit(set.chosen()[0]),
  });
  return { nodes: [set.node], show: (answer) => set.choose([answer]), react: (state) => set.mark(state.marks) };
};
