/* The small menus of a post and of a row; one popover for all of them. */
import { icon, make } from "./dom.js";
import { say } from "./words.js";

const panel = make("div", { class: "menu", popover: "auto" });
let opener = null;

document.querySelector("main").append(panel);
panel.addEventListener("toggle", ({ newState }) => {
  if (newState === "closed") {
    opener?.setAttribute("aria-expanded", "false");
    if (panel.contains(document.activeElement) || document.activeElement === document.body)
      opener?.focus({ preventScroll: true });
  }
});
panel.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...panel.querySelectorAll("button:not(:disabled), a")];
  items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
});

/** Opens below a button; `parts` are elements. */
export function openMenu(button, label, parts) {
  opener = button;
  panel.setAttribute("aria-label", label);
  panel.setAttribute("role", "group");
  panel.replaceChildren(...parts.filter(Boolean));
  panel.showPopover();
  button.setAttribute("aria-expanded", "true");
  const [at, own] = [button.getBoundingClientRect(), panel.getBoundingClientRect()];
  const isRightToLeft = document.documentElement.dir === "rtl";
  const left = isRightToLeft ? at.left : at.right - own.width;
  panel.style.left = `${Math.max(8, Math.min(left, innerWidth - own.width - 8))}px`;
  panel.style.top = `${at.bottom + own.height + 8 > innerHeight ? Math.max(8, at.top - own.height - 4) : at.bottom + 4}px`;
  panel.querySelector("button:not(:disabled), a")?.focus();
}

export const closeMenu = () => {
  if (panel.matches(":popover-open")) panel.hidePopover();
};

/** A line of a menu. */
export function item(label, act, { drawing, isBad = false, isOff = false, hint = "" } = {}) {
  const button = make(
    "button",
    { type: "button", class: `menu__item${isBad ? " menu__item--bad" : ""}`, disabled: isOff },
    drawing ? icon(drawing) : make("span", { class: "icon" }),
    make("span", {}, label),
    hint ? make("kbd", {}, hint) : null,
  );
  button.addEventListener("click", () => {
    opener?.focus({ preventScroll: true });
    closeMenu();
    act();
  });
  return button;
}

export const line = () => make("hr");

export const words = (text) => make("p", { class: "menu__words" }, text);

/** The questions as a row of small buttons; `isMany` lets several be pressed. */
export function questionButtons(label, questions, pressed, choose, isMany = false) {
  const now = new Set(pressed);
  const row = make("div", { class: "menu__questions", role: "group", "aria-label": label });
  const choices = [
    ...questions.map(({ number, label: name, text }) => [number, name, text]),
    [0, say("None"), say("Without a question")],
  ];
  const isPressed = (number) => (number ? now.has(number) : now.size === 0 || now.has(0));
  for (const [number, name, title] of choices) {
    const button = make(
      "button",
      { type: "button", class: "pill", title, "aria-pressed": String(isPressed(number)) },
      name,
    );
    button.addEventListener("click", () => {
      if (!isMany || !number) now.clear();
      if (number) now.has(number) && isMany ? now.delete(number) : now.add(number);
      for (const [i, [each]] of choices.entries())
        row.children[i].setAttribute("aria-pressed", String(isPressed(each)));
      choose([...now].filter(Boolean).sort((a, b) => a - b));
      if (!isMany) closeMenu();
    });
    row.append(button);
  }
  return make("div", { class: "menu__part" }, make("p", { class: "menu__title" }, label), row);
}
