// Small helpers that every part of an explorer uses.

// Each widget loads a copy of this module, so counting alone would give two widgets of a page the same ids.
const ncCopy = Math.random().toString(36).slice(2, 10);
let ncCount = 0;

/** An id that nothing else on the page has. */
function ncId(stem) {
  ncCount += 1;
  return `nc-${stem}-${ncCopy}-${ncCount}`;
}

/**
 * Make an element. Attributes that are null or false are left out; `onclick` and the like are listeners.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
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

/** Make an element of a drawing. */
function makeSvg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
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
