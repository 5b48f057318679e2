// Small helpers that every part of an explorer uses.

let ncCount = 0;

/** A new id: two views of one widget must not share ids. */
function ncId(stem) {
  ncCount += 1;
  return `nc-${stem}-${ncCount}`;
}

/** Make an element. Attributes that are null or false are left out; `onclick` and the like are listeners. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Call `act(frame)` once `node` stands in its frame: a part is drawn before it is put there. */
function whenFramed(node, act) {
  const frame = node.closest(".nc-frame");
  if (frame) act(frame);
  else requestAnimationFrame(() => whenFramed(node, act));
}

/** Listen to a model. Returns a function that stops. */
function listen(model, event, act) {
  model.on(event, act);
  return () => model.off(event, act);
}
