/* Dialogs: one way to open them, and the small ones: help, asking twice, two versions of a text. */
import { iconButton, make } from "./dom.js";
import { say } from "./words.js";

let count = 0;

/** Opens a dialog over the page; it goes when it is closed, and focus returns to where it was.
    `mayClose` is asked before a person closes it. */
export function openDialog(title, body, { className = "", closed = () => {}, mayClose = () => true } = {}) {
  const id = `dialog-${++count}`;
  const dialog = make("dialog", { class: `dialog ${className}`, "aria-labelledby": id });
  const before = document.activeElement;
  const leave = async () => (await mayClose()) && dialog.close();
  dialog.append(
    make(
      "div",
      { class: "dialog__head" },
      make("h2", { id }, title),
      iconButton("drop", say("Close"), { onclick: leave }),
    ),
    make("div", { class: "dialog__body" }, body),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
    if (before?.isConnected && document.activeElement === document.body) before.focus({ preventScroll: true });
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) leave();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const button = (label, act, className = "button") =>
  make("button", { type: "button", class: className, onclick: act }, label);

/** A field of a form below what it is called. */
export function labelled(label, field, hint) {
  field.id ||= `field-${++count}`;
  field.removeAttribute("aria-label");
  return make(
    "div",
    { class: "field" },
    make("label", { for: field.id }, label, hint ? make("small", {}, ` ${hint}`) : null),
    field,
  );
}

/** The last line of a form: one button that closes its dialog, and one that sends it. */
export const formActs = (cancel, label, className = "button button--main") =>
  make("p", { class: "dialog__acts" }, button(say("Cancel"), cancel), make("button", { class: className }, label));

const KEYS = [
  ["j k ↓ ↑", "Next and previous post"],
  ["c Enter", "Choose the post, or take it out again"],
  ["1 – 9, 0", "It answers this question, or none"],
  ["[ ] Alt ↑ ↓", "Move it up or down in the recap"],
  ["n", "Write a note under it"],
  ["h l ← →", "To the posts, to the recap"],
  ["m", "Everything that can be done with it"],
  ["/", "Search"],
  ["u", "Undo"],
  ["r", "Redo"],
  ["p", "Publish"],
  ["Enter", "Take what is written, and go on"],
  ["Ctrl Enter", "The same where a text has several lines"],
  ["Esc", "Out of a text field"],
  ["?", "This help"],
];

/** What the page can do, and its keys. `isOn` and `turn` are for single letters. */
export function openHelp(isOn, turn) {
  const box = make("input", {
    type: "checkbox",
    id: "letters",
    checked: isOn,
    onchange: ({ target }) => turn(target.checked),
  });
  openDialog(
    say("Keys and help"),
    [
      make(
        "p",
        {},
        say(
          "Read the posts, choose the ones that tell what was said, and put them in order by dragging. Everything is saved at once into your files; undo takes back whatever you like. Nothing is public before you publish.",
        ),
      ),
      make(
        "dl",
        { class: "keys" },
        KEYS.map(([keys, meaning]) =>
          make(
            "div",
            {},
            make(
              "dt",
              {},
              keys.split(" ").map((key) => make("kbd", {}, key)),
            ),
            make("dd", {}, say(meaning)),
          ),
        ),
      ),
      make("p", { class: "check" }, box, make("label", { for: "letters" }, say("Use single keys"))),
    ],
    { className: "dialog--help" },
  );
}

/** Asks whether to leave out a post, or a person, for good. */
export function openLeaveOut(post, whole, leaveOut) {
  const reason = make("input", { type: "text", id: "reason", autocomplete: "off" });
  const who = post.handle ? `@${post.handle}` : post.author;
  const dialog = openDialog(
    whole ? say("Leave out this person?") : say("Leave out this post?"),
    [
      make(
        "p",
        {},
        whole
          ? say(
              "Nothing that {who} wrote will be shown on the site, neither now nor after another import. It is noted in forget.yml.",
              { who },
            )
          : say(
              "This post by {who} will not be shown on the site, neither now nor after another import. It is noted in forget.yml.",
              { who },
            ),
      ),
      make(
        "form",
        {
          class: "form",
          onsubmit(event) {
            event.preventDefault();
            dialog.close();
            leaveOut(reason.value.trim());
          },
        },
        labelled(say("Reason (only for you)"), reason),
        formActs(() => dialog.close(), say("Leave out"), "button button--bad"),
      ),
    ],
    { className: "dialog--small" },
  );
  reason.focus();
}

/** Two versions of a text: what one wrote here and what stands in the file by now. */
export function openConflict(message, yours, theirs, keep) {
  const version = (title, text) =>
    make("section", { class: "version" }, make("h3", {}, title), make("p", { dir: "auto" }, text || say("(nothing)")));
  const dialog = openDialog(
    say("Changed in two places"),
    [
      make("p", {}, message),
      make(
        "div",
        { class: "versions" },
        version(say("What you wrote here"), yours),
        version(say("What stands in the file"), theirs),
      ),
      make(
        "p",
        { class: "dialog__acts" },
        button(say("Take the file's"), () => dialog.close()),
        button(
          say("Keep mine"),
          () => {
            dialog.close();
            keep();
          },
          "button button--main",
        ),
      ),
    ],
    { className: "dialog--conflict" },
  );
}
