// A name, a button, and links to the page that was made. Needs guard.js and frame.js. The Python side is keepsakes/certificate.py.

function render({ model, el }) {
  const view = model.get("view");
  const id = ncId("certificate");
  const name = make("input", { id: `${id}-name`, type: "text", autocomplete: "off", maxlength: view.longest, "aria-describedby": `${id}-hint` });
  const said = make("div", { role: "status" });
  const links = make("p", { class: "nc-links" });
  const form = make("form", { class: "nc-body", novalidate: true, onsubmit: (event) => { event.preventDefault(); model.send({ do: "make", learner: name.value }); } },
    make("label", { for: `${id}-name` }, "Your name"), name,
    make("p", { id: `${id}-hint`, class: "nc-hint" }, "You may leave this empty and write it by hand. The name goes on the page and is kept nowhere else."),
    make("button", { class: "nc-button nc-main", type: "submit" }, "Make the page"), said, links);
  const root = make("section", { class: "nc-frame nc-slip", "aria-labelledby": `${id}-title` },
    make("div", { class: "nc-head" }, make("h3", { class: "nc-title", id: `${id}-title` }, view.title)), form);
  let address = "";

  function draw() {
    const { page, say } = model.get("made");
    if (address) URL.revokeObjectURL(address);
    address = page ? URL.createObjectURL(new Blob([page], { type: "text/html" })) : "";
    said.replaceChildren(...(say ? [make("p", { class: "nc-say" }, say)] : []));
    links.replaceChildren(...(address ? [
      make("a", { href: address, target: "_blank" }, "Open the page to print it"), " or ",
      make("a", { href: address, download: view.file }, "keep it as a file"), "."] : []));
  }

  draw();
  el.append(root);
  const unguard = guard(root);
  const stop = listen(model, "change:made", draw);
  return () => { stop(); unguard(); if (address) URL.revokeObjectURL(address); };
}

export default { render };
