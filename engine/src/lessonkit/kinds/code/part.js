PARTS.code = (ctx) => {
  return {
    nodes: [
      codeBox("Code that comes first", ctx.view.given),
      codeBox("Code to complete", ctx.view.starter),
      make("p", { class: "nc-help", text: "Answer in the cell below, then run it." }),
    ].filter(Boolean),
    show: () => {},
    inCell: true,
  };
};
