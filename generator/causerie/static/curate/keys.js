/* The keyboard: single keys on posts and rows of the recap, a few everywhere; they can be turned off in the help. */
import { isTextField } from "./dom.js";

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const STORED = "causerie-keys";

export const keys = {
  isOn: readChoice(),
  turn(isOn) {
    keys.isOn = isOn;
    try {
      localStorage.setItem(STORED, isOn ? "on" : "off");
    } catch {
      // kept for this page only
    }
  },
};

function readChoice() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

/** Listens to the page; `acts` are what keys do: see main.js. */
export function listen(acts) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
    if (press(event, acts)) event.preventDefault();
  });
}

/** Does what a key says; false where it says nothing here. */
function press(event, acts) {
  const { key, target } = event;
  const post = target.closest("[data-post]");
  const row = target.closest(".row[data-uid]");
  if (event.altKey && !event.ctrlKey && (key === "ArrowUp" || key === "ArrowDown"))
    return acts.move(row, post, key === "ArrowUp" ? -1 : 1);
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z" && !isTextField(target))
    return acts.undo(event.shiftKey);
  if (isTextField(target)) return key === "Escape" && acts.leaveField(target, row);
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (target.closest("[popover]")) return false;
  const isOnItem = target === post || target === row;
  if (isOnItem && key.startsWith("Arrow")) {
    if (key in STEPS) return acts.go(row, STEPS[key]);
    return key === "ArrowRight" ? acts.toRecap(post) : acts.toPosts(row);
  }
  if (isOnItem && key === "Enter") return acts.choose(row, post);
  if (isOnItem && (key === "Home" || key === "End")) return acts.go(row, key === "Home" ? -Infinity : Infinity);
  if (isOnItem && key === "Delete") return acts.remove(row, post);
  return keys.isOn && key.length === 1 && letter(key, row, post, acts);
}

/** What a single key does: on a post or row where it needs one, else everywhere. */
function letter(key, row, post, acts) {
  if (key in STEPS) return acts.go(row, STEPS[key]);
  if (/^[0-9]$/.test(key)) return acts.question(row, post, Number(key));
  switch (key) {
    case "c":
      return acts.choose(row, post);
    case "n":
      return acts.note(row, post);
    case "[":
      return acts.move(row, post, -1);
    case "]":
      return acts.move(row, post, 1);
    case "m":
      return acts.menu(row, post);
    case "h":
      return acts.toPosts(row);
    case "l":
      return acts.toRecap(post);
    case "/":
      return acts.search();
    case "u":
      return acts.undo(false);
    case "r":
      return acts.undo(true);
    case "p":
      return acts.publish();
    case "?":
      return acts.help();
    default:
      return false;
  }
}
