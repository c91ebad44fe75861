/* The menu of the page as a whole: a new session of the chat, whose page opens when it is made,
   and the way back from it. */
import { formActs, labelled, openDialog } from "./dialogs.js";
import { make } from "./dom.js";
import { clearError, showError } from "./fields.js";
import { item, line, openMenu } from "./menu.js";
import { say } from "./words.js";

const stored = (address) => `causerie-before-${address}`;

/** Where one came from, {url, title}; null where this page is the first. */
function readBefore() {
  try {
    return JSON.parse(sessionStorage.getItem(stored(location.pathname)));
  } catch {
    return null;
  }
}

function keepBefore(address, title) {
  try {
    sessionStorage.setItem(stored(address), JSON.stringify({ url: location.pathname, title }));
  } catch {
    // the browser's own way back is there
  }
}

/** Opens the menu of the page. */
export function openPageMenu(button, session, server, help) {
  const before = readBefore();
  openMenu(button, say("More"), [
    item(say("A new session…"), () => openNewSession(session, server), { drawing: "plus" }),
    before &&
      item(say("Back to {title}", { title: before.title }), () => location.assign(before.url), { drawing: "undo" }),
    line(),
    item(say("Keys and help"), help, { drawing: "help", hint: "?" }),
  ]);
}

function openNewSession(session, server) {
  const field = () =>
    make("input", { autocomplete: "off", dir: "auto", oninput: ({ target }) => clearError(target) });
  const [title, start] = [field(), field()];
  const startBox = labelled(say("Start"), start, session.timezone);
  start.placeholder = "2026-12-02 20:00";
  const form = make(
    "form",
    { class: "form" },
    labelled(say("Title"), title),
    startBox,
    formActs(() => dialog.close(), say("Make it")),
  );
  server
    .get("new-session")
    .then((slot) => {
      start.value ||= slot.start ?? "";
      if (slot.start) startBox.querySelector("small").textContent = ` ${say("the next free day of the schedule")}`;
    })
    .catch(() => {}); // a chat without a schedule has no next day
  const create = form.querySelector(".button--main");
  const refuse = (wrong, message) => {
    showError(wrong, message);
    wrong.focus();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (create.disabled) return;
    const wanted = { title: title.value.trim(), start: start.value.trim() };
    if (!wanted.title) return refuse(title, say("Write something here."));
    create.disabled = true;
    const { status, body } = await server
      .post("new-session", wanted)
      .catch((error) => ({ status: 0, body: { error: error.message } }));
    create.disabled = false;
    if (status !== 200) return refuse(/--start|'start'/.test(body.error) ? start : title, body.error);
    keepBefore(body.url, session.title || session.id);
    location.assign(body.url);
  });
  const dialog = openDialog(say("A new session"), form, { className: "dialog--small" });
  title.focus();
}
