/* Small ways of making elements and of keeping a list of them in step with a list of values. */

/** An element with properties (`class`, `data-…`, `aria-…`, `on…`, or any of its own) and what stands in it. */
export function make(tag, properties = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class" || name.includes("-") || name === "for" || name === "role" || name === "list") {
      element.setAttribute(name === "for" ? "for" : name, value === true ? "" : value);
    } else element[name] = value;
  }
  element.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

/** A drawing of the sprite in curate.html. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

/** A button that shows a drawing and is called by a name. */
export function iconButton(name, label, properties = {}) {
  return make(
    "button",
    { type: "button", class: "tool", title: label, "aria-label": label, ...properties },
    icon(name),
  );
}

/** Children of `parent` in the order of `elements`; those that stand right are not touched, so that focus stays. */
export function place(parent, elements) {
  let cursor = parent.firstElementChild;
  for (const element of elements) {
    if (element === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(element, cursor);
  }
  while (cursor) {
    const next = cursor.nextElementSibling;
    cursor.remove();
    cursor = next;
  }
}

/** A keeper of rows: one element for each key, made once, changed afterwards. */
export function rows(create, update) {
  const kept = new Map();
  return {
    kept,
    show(parent, values, keyOf) {
      const elements = values.map((value) => {
        const key = keyOf(value);
        if (!kept.has(key)) kept.set(key, create(value));
        update(kept.get(key), value);
        return kept.get(key);
      });
      place(parent, elements);
      const alive = new Set(values.map(keyOf));
      for (const key of kept.keys()) if (!alive.has(key)) kept.delete(key);
    },
  };
}

/** Set a text only where it differs. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export const slot = (name) => document.querySelector(`[data-slot="${name}"]`);

export const isTextField = (element) =>
  element instanceof HTMLElement &&
  (element.matches("textarea, select") ||
    (element.matches("input") && !element.matches("[type=checkbox], [type=radio]")));
