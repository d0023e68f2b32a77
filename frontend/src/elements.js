// Makes elements; text is always set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element with attributes and children; attributes that are null or false are left out. */
export function element(name, attributes = {}, ...children) {
  return complete(document.createElement(name), attributes, children);
}

/** Makes an element of a picture. */
export function shape(name, attributes = {}, ...children) {
  return complete(document.createElementNS(SVG, name), attributes, children);
}

function complete(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((one) => one !== null));
  return made;
}
