// Makes elements whose words are always text, never markup.

/** Returns an element with a class, a text and attributes. */
export function element(name, { className = "", text = "", ...attributes } = {}) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text) node.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  return node;
}

/** Returns a button that is no submit button. */
export function button(text, className) {
  return element("button", { type: "button", className, text });
}
