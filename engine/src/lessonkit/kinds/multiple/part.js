PARTS.multiple = (ctx) => {
  const set = optionSet(ctx, {
    type: "checkbox",
    legend: "Choose every answer that is right.",
    options: ctx.view.options,
    changed: () => ctx.edit(set.chosen()),
  });
  return { nodes: [set.node], show: (answer) => set.choose(Array.isArray(answer) ? answer : []), react: (state) => set.mark(state.marks) };
};
