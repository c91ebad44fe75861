/* What is said to the person in passing: short messages with a way back,
   words for screen readers, the state of saving. */
import { make, setText, slot } from "./dom.js";
import { say } from "./words.js";

const STAY = 7000; // milliseconds
const MOST = 2; // of those that say what went wrong
const [toasts, aloud] = [slot("toasts"), slot("aloud")];

// What is behind an open dialog can neither be pressed nor heard, so messages stand in the topmost one.
new MutationObserver(() => {
  const place = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (toasts.parentElement !== place) place.append(toasts, aloud);
}).observe(document.body, { childList: true });

/** A message at the foot of the page, in the place of the one before it, unless that says what went wrong; `action` is a button on it: {label, act}.
    It leaves once `isDue()` says that there is no reason for it any more, and soon where it is nothing bad. */
export function tell(text, { action, isBad = false, isDue = () => true } = {}) {
  const toast = make("div", { class: `toast${isBad ? " toast--bad" : ""}` }, make("p", {}, text));
  const leave = () => toast.remove();
  const button = (label, act) =>
    make(
      "button",
      {
        type: "button",
        class: "toast__act",
        onclick: () => {
          leave();
          act();
        },
      },
      label,
    );
  toast.isDue = isDue;
  toast.append(...(action ? [button(action.label, action.act)] : []), button(say("Close"), () => {}));
  for (const other of [...toasts.children])
    if (!other.matches(".toast--bad") || other.firstChild.textContent === text) other.remove();
  while (toasts.children.length >= MOST) toasts.firstChild.remove();
  toasts.append(toast);
  if (!isBad) setTimeout(leave, STAY);
}

/** Take away the messages that there is no reason for any more. */
export function withdrawStale() {
  for (const toast of [...toasts.children]) if (!toast.isDue()) toast.remove();
}

/** Words for those who listen. */
export function sayAloud(text) {
  aloud.textContent = "";
  requestAnimationFrame(() => {
    aloud.textContent = text;
  });
}

/** Whether everything is saved: `saved`, `saving` or `lost`. */
export function showSaving(state) {
  const texts = { saved: say("Saved"), saving: say("Saving…"), lost: say("Not saved: the server does not answer") };
  slot("saving").dataset.state = state;
  setText(slot("saving"), texts[state]);
}
