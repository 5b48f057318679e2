PARTS.classify = (ctx) => {
  const table = radioTable({
    caption: "Choose one column for each row.",
    corner: "Item",
    rows: ctx.view.items,
    columns: ctx.view.bins,
    describedBy: ctx.describedBy,
    changed: () => ctx.edit(Object.fromEntries(table.chosen())),
  });
  return { nodes: [table.node], show: (answer) => table.choose(answer), react: (state) => table.mark(state.marks) };
};
