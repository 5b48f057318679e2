PARTS.number = (ctx) => {
  const input = make("input", {
    id: freshId(),
    class: "nc-number",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": ctx.describedBy,
    on: {
      input: () => ctx.edit(input.value),
      keydown: (event) => {
        if (event.key === "Enter") ctx.check();
      },
    },
  });
  const unit = ctx.view.unit ? make("span", { class: "nc-unit", text: ctx.view.unit }) : null;
  const label = make("label", { for: input.id, text: "Your answer" });
  if (unit) label.append(make("span", { class: "nc-unseen", text: ` in ${ctx.view.unit}` }));
  if (unit) unit.setAttribute("aria-hidden", "true");
  return {
    nodes: [make("div", { class: "nc-line" }, label, input, unit)],
    show: (answer) => {
      if (input.value !== String(answer ?? "")) input.value = answer ?? "";
    },
  };
};
