/* Text fields that save themselves: with Enter, when one leaves them, and after a pause.
   What stands in one is never overwritten; what is refused stays in it, with the reason below. */
import { make } from "./dom.js";

const PAUSE = 1500; // milliseconds without a key
let errors = 0;

const growing = new ResizeObserver((entries) => {
  for (const { target } of entries) grow(target);
});

function grow(area) {
  if (!area.matches("textarea") || CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

const bare = (text) => text.replace(/\s+/g, " ").trim();

/** What is wrong with a value, below its field. */
export function showError(field, message) {
  clearError(field);
  field.error = make("p", { class: "field__error", id: `error-${++errors}`, role: "alert" }, asSentence(message));
  field.after(field.error);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", field.error.id);
}

export function clearError(field) {
  if (!field.error) return;
  field.error.remove();
  field.error = null;
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
}

/** The reader of a record says first which key is wrong; here its field stands above. */
export const asSentence = (message) =>
  message.replace(/^(?:'\w+'|--\w+) is ('.*?'), no /, "$1 is no ").replace(/ --(\w+)/g, " $1");

/** Whether a person who looks at the page sees an element. */
function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const pane = element.closest(".pane__body, .dialog__body")?.getBoundingClientRect();
  return element.checkVisibility() && bottom > (pane?.top ?? 0) && top < (pane?.bottom ?? innerHeight);
}

/** Puts a refused text back and says why; false where nobody would see it. */
export function refuse(field, message) {
  if (!field.isConnected) return false;
  if (field.value !== field.saved) return true; // another text is being written, and is sent next
  field.value = field.dataset.isRefused = field.sent;
  grow(field);
  showError(field, message);
  return isInView(field);
}

/** Shows a value that came from the records, unless somebody is writing another. */
export function showValue(field, value) {
  const isWritten = field.value !== field.saved;
  if (isWritten && field.value !== value) return;
  delete field.dataset.isRefused;
  clearError(field);
  if (document.activeElement === field && bare(field.value) === bare(value)) return; // a space that is being written
  field.saved = value;
  if (field.value !== value) field.value = value;
  grow(field);
}

/** Send now what is written and not yet sent. */
function flush(field) {
  clearTimeout(field.timer);
  if (field.value === field.saved || field.dataset.isRefused === field.value) return;
  const was = field.saved;
  field.sent = field.saved = field.value;
  field.save(field.value, was);
}

export function flushAll() {
  for (const field of document.querySelectorAll("[data-saves]")) flush(field);
}

/** Calls `take` on Enter; where lines may end in the field, on Ctrl and Enter. */
export function onEnter(field, hasLines, take) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (hasLines && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    take();
  });
}

/** Where one goes from a field whose text is taken: to the next new one of a list, to its highlight, or nowhere. */
function nextOf(field) {
  const row = field.closest(".row");
  const adding = row?.parentElement.nextElementSibling;
  if (adding?.matches(".adding")) return adding;
  return row?.matches(".highlight") ? row : null;
}

/** A field; `save(text, was)` is called with what is written and what stood there. `lines` makes it a text area, which
    grows; `isProse` one in which Enter begins a line. */
export function textField({
  label,
  value = "",
  save,
  placeholder = "",
  lines = false,
  isProse = false,
  type = "text",
  className = "",
  name,
}) {
  const field = make(lines || isProse ? "textarea" : "input", {
    "aria-label": label,
    class: className,
    placeholder,
    "data-saves": "",
    autocomplete: "off",
    dir: "auto",
    name,
  });
  if (field.matches("textarea")) field.rows = 1;
  else field.type = type;
  field.value = field.saved = value;
  field.save = save;
  field.refuse = (message) => refuse(field, message);
  field.addEventListener("input", () => {
    delete field.dataset.isRefused;
    clearError(field);
    clearTimeout(field.timer);
    field.timer = setTimeout(() => flush(field), PAUSE);
    grow(field);
  });
  field.addEventListener("change", () => flush(field));
  field.addEventListener("blur", () => flush(field));
  onEnter(field, isProse, () => {
    const next = nextOf(field);
    flush(field);
    next?.focus();
  });
  if (field.matches("textarea")) growing.observe(field);
  return field;
}

/** An empty field that adds what is written when one presses Enter or leaves it; `add(text, field)` does it.
    `check(text)` says what is wrong with a text that need not be sent. */
export function addingField({
  label,
  placeholder,
  add,
  check = () => "",
  lines = false,
  isProse = false,
  className = "",
}) {
  const field = make(lines || isProse ? "textarea" : "input", {
    "aria-label": label,
    placeholder,
    class: `adding ${className}`,
    autocomplete: "off",
    dir: "auto",
  });
  if (field.matches("textarea")) field.rows = 1;
  field.saved = "";
  field.refuse = (message) => refuse(field, message);
  field.addEventListener("input", () => {
    delete field.dataset.isRefused;
    clearError(field);
  });
  const done = () => {
    const text = field.value.trim();
    if (!text || text === field.dataset.isRefused) return;
    field.value = "";
    field.sent = text; // it comes back here where it is refused
    const wrong = check(text);
    if (wrong) field.refuse(wrong);
    else add(text, field);
  };
  onEnter(field, isProse, done);
  field.addEventListener("blur", done);
  return field;
}
