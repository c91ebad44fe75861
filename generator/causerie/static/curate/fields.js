/* Text fields that save themselves: when one leaves them, and after a pause.
   What stands in one is never overwritten. */
import { make } from "./dom.js";

const PAUSE = 1500; // milliseconds without a key

const growing = new ResizeObserver((entries) => {
  for (const { target } of entries) grow(target);
});

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

const bare = (text) => text.replace(/\s+/g, " ").trim();

/** Shows a value that came from the records, unless somebody is writing another. */
export function showValue(field, value) {
  const isWritten = field.value !== field.saved;
  if (isWritten && field.value !== value) return;
  if (document.activeElement === field && bare(field.value) === bare(value)) return; // a space that is being written
  field.saved = value;
  if (field.value !== value) field.value = value;
  if (field.matches("textarea")) grow(field);
}

/** Send now what is written and not yet sent. */
export function flush(field) {
  clearTimeout(field.timer);
  if (field.value === field.saved || field.dataset.isRefused === field.value) return;
  const was = field.saved;
  field.saved = field.value;
  field.save(field.value, was);
}

export function flushAll() {
  for (const field of document.querySelectorAll("[data-saves]")) flush(field);
}

/** A field; `save(text, was)` is called with what is written and what stood there. `lines` makes it a text area. */
export function textField({
  label,
  value = "",
  save,
  placeholder = "",
  lines = false,
  type = "text",
  className = "",
  name,
}) {
  const field = make(lines ? "textarea" : "input", {
    "aria-label": label,
    class: className,
    placeholder,
    "data-saves": "",
    autocomplete: "off",
    dir: "auto",
    name,
  });
  if (lines) field.rows = 1;
  else field.type = type;
  field.value = field.saved = value;
  field.save = save;
  field.addEventListener("input", () => {
    delete field.dataset.isRefused;
    clearTimeout(field.timer);
    field.timer = setTimeout(() => flush(field), PAUSE);
    if (lines) grow(field);
  });
  field.addEventListener("change", () => flush(field));
  field.addEventListener("blur", () => flush(field));
  if (lines) growing.observe(field);
  return field;
}

/** An empty field that adds what is written when one presses Enter or leaves it. */
export function addingField({ label, placeholder, add, lines = false, className = "" }) {
  const field = make(lines ? "textarea" : "input", {
    "aria-label": label,
    placeholder,
    class: `adding ${className}`,
    autocomplete: "off",
    dir: "auto",
  });
  if (lines) field.rows = 1;
  const done = () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    field.written = text; // it comes back here where it is refused
    add(text);
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      done();
    }
  });
  field.addEventListener("blur", done);
  return field;
}
