/* What is said to the person in passing: short messages with a way back,
   words for screen readers, the state of saving. */
import { make, setText, slot } from "./dom.js";
import { say } from "./words.js";

const STAY = 7000; // milliseconds

/** A message at the foot of the page; `action` is a button on it: {label, act}. */
export function tell(text, { action, isBad = false } = {}) {
  const toast = make("div", { class: `toast${isBad ? " toast--bad" : ""}` }, make("p", {}, text));
  const leave = () => toast.remove();
  if (action) {
    toast.append(
      make(
        "button",
        {
          type: "button",
          class: "toast__act",
          onclick: () => {
            leave();
            action.act();
          },
        },
        action.label,
      ),
    );
  }
  toast.append(make("button", { type: "button", class: "toast__act", onclick: leave }, say("Close")));
  slot("toasts").append(toast);
  while (slot("toasts").children.length > 3) slot("toasts").firstElementChild.remove();
  if (!isBad) setTimeout(leave, STAY);
}

/** Words for those who listen. */
export function sayAloud(text) {
  slot("aloud").textContent = "";
  requestAnimationFrame(() => {
    slot("aloud").textContent = text;
  });
}

/** Whether everything is saved: `saved`, `saving` or `lost`. */
export function showSaving(state) {
  const texts = { saved: say("Saved"), saving: say("Saving…"), lost: say("Not saved: the server does not answer") };
  slot("saving").dataset.state = state;
  setText(slot("saving"), texts[state]);
}
