// How things get onto the page. Only what has changed is touched, so that the focus of the keyboard stays where it is.

export const by = (id) => document.getElementById(id);

export function make(tag, classes = "", ...inside) {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  node.append(...inside);
  return node;
}

export function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function set(node, name, text) {
  if (text === null || text === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(text)) node.setAttribute(name, text === true ? "" : text);
}

export function button(text, act, classes = "") {
  const node = make("button", classes, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

/** Keeps a row for each item, in their order: made once, and then only brought up to date. */
export function rows(body, items, key, create, update) {
  const old = new Map([...body.children].map((node) => [node.dataset.key, node]));
  let place = body.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let node = old.get(name);
    if (node) old.delete(name);
    else {
      node = create(item);
      node.dataset.key = name;
    }
    update(node, item);
    if (node === place) place = place.nextElementSibling;
    else {
      const focused = node.contains(document.activeElement) ? document.activeElement : null;
      body.insertBefore(node, place);
      focused?.focus();
    }
  }
  for (const node of old.values()) node.remove();
}
