/* Brings the page to life: the store, its three panes, and what a click does. */
import { makeActs } from "./acts.js";
import { openConflict } from "./dialogs.js";
import { make, setText, slot } from "./dom.js";
import { makeDraggable } from "./drag.js";
import { asSentence, flushAll } from "./fields.js";
import { listen } from "./keys.js";
import { item, openMenu } from "./menu.js";
import { showSaving, tell, withdrawStale } from "./messages.js";
import { openPageMenu } from "./new_session.js";
import { openPaste } from "./paste.js";
import { Preview } from "./preview.js";
import { openPublish } from "./publish.js";
import { Recap } from "./recap.js";
import { server } from "./server.js";
import { SessionForm } from "./session.js";
import { Store } from "./state.js";
import { Transcript } from "./transcript.js";
import { say, setWords } from "./words.js";

const transcript = new Transcript((number) => {
  question = number;
  showQuestion();
});
const preview = new Preview(server);
const store = new Store(server, { show, saving: showSaving, refused, conflict });
const recap = new Recap(store);
const session = new SessionForm(store);
const acts = makeActs({ store, transcript, recap, showPane });

let question = null; // the one that was chosen above the posts

/** The recap and its preview follow to the question that was chosen; panes that are not open, once they are. */
function showQuestion() {
  if (!question) return;
  recap.show(question);
  preview.show(store.state.questions.find(({ number }) => number === question)?.label);
}

/** Draw a state; the first one builds the page. */
function show(state, before) {
  if (!before) {
    setWords(state.words);
    document.documentElement.lang = state.language;
    document.documentElement.dir = directionOf(state.language);
    translate();
    recap.build();
  }
  drawHead(state);
  recap.draw(state);
  transcript.draw(state, before);
  session.draw(state);
  makeDraggable(store, (id, group, next) => acts.chooseInto(id, group, next));
  if (store.pending.length === 0) {
    preview.refresh(state.revision);
    store.seen?.();
  }
  withdrawStale();
  if (!before) {
    document.body.classList.remove("is-loading");
  }
}

function directionOf(language) {
  const locale = new Intl.Locale(language);
  return (locale.getTextInfo?.() ?? locale.textInfo)?.direction ?? "ltr";
}

function translate() {
  const places = [
    [
      "data-say",
      (element, text) => {
        element.textContent = text;
      },
    ],
    ["data-say-label", name],
    [
      "data-say-placeholder",
      (element, text) => {
        element.placeholder = text;
      },
    ],
  ];
  for (const [attribute, put] of places) {
    for (const element of document.querySelectorAll(`[${attribute}]`))
      put(element, say(element.getAttribute(attribute)));
  }
}

function name(element, text) {
  element.setAttribute("aria-label", text);
  if (element.matches("button")) element.title = text;
}

function drawHead(state) {
  const { session: about, undo, redo, problems } = state;
  setText(slot("title"), about.title || say("Without a title"));
  setText(
    slot("chat"),
    [about.hashtag ? `#${about.hashtag.replace(/^#/, "")}` : about.chat_title || about.chat, about.start_text]
      .filter(Boolean)
      .join(" · "),
  );
  document.title = `${about.title || about.id} – ${say("Curate")}`;
  for (const [act, what, label] of [
    ["undo", undo, say("Undo")],
    ["redo", redo, say("Redo")],
  ]) {
    const button = document.querySelector(`.bar [data-act=${act}]`);
    button.disabled = !what && !(act === "undo" && store.pending.length);
    name(button, what ? `${label}: ${what}` : label);
  }
  const box = document.querySelector(".problems");
  box.hidden = !problems?.length;
  setText(slot("problems"), say("The files have problems: {n}", { n: problems?.length ?? 0 }));
  box.querySelector("ul").replaceChildren(...(problems ?? []).map((problem) => make("li", {}, problem)));
}

/** What was written stays where it was written, with the reason below it; it is said apart where nobody sees that. */
function refused(message, operation) {
  if (["undo", "redo"].includes(operation.do)) return blocked(message, operation.do);
  if (operation.writtenIn?.refuse(message)) return;
  tell(asSentence(message), { isBad: true, isDue: () => store.isAtFault(operation) });
}

/** A step that cannot be taken back, or done again: one may leave it as it is, and go on to those before it. */
function blocked(message, act) {
  const { [act]: name, [`${act}_step`]: step } = store.state;
  if (!step) return tell(asSentence(message), { isBad: true, isDue: () => store.isAtFault({ do: act }) });
  tell(`${name}: ${message}`, {
    isBad: true,
    isDue: () => store.isAtFault({ do: act }) && store.state[`${act}_step`] === step,
    action: { label: say("Skip this step"), act: () => store.do({ do: `skip-${act}`, step }) },
  });
}

/** Two versions of a text: both are shown; where its entry is gone, what was written is at least said. */
function conflict(operation, { conflict: message, is_now: isNow }) {
  const yours = operation.text ?? operation.value;
  if (yours === undefined) return refused(message, operation);
  const shown = (value) => (Array.isArray(value) ? value.join("\n") : String(value));
  const entries = Object.values(store.state.recap).filter(Array.isArray).flat();
  const now = isNow ?? entries.find(({ uid }) => uid === operation.key)?.[operation.do === "note" ? "note" : "text"];
  if (now === undefined) return tell(`${message} ${say("What you wrote here")}: ${shown(yours)}`, { isBad: true });
  openConflict(message, shown(yours), shown(now), () => store.do({ ...operation, was: now }));
}

/** Show a part of the page on screens that have no room for all. */
function showPane(pane) {
  document.body.dataset.pane = pane;
  for (const tab of document.querySelectorAll("[data-pane-of]")) {
    if (tab.dataset.paneOf === pane) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  preview.refresh(store.state.revision);
  showQuestion();
  if (pane !== "posts") question = null; // from now on the pane stays where one leaves it
}

/** To the place where something is missing. */
function goTo({ what, key }) {
  if (["title", "questions", "start", "status"].includes(what)) return session.open();
  showPane("recap");
  const entries = Object.values(store.state.recap).filter(Array.isArray).flat();
  const uid = key && entries.find((each) => each.key === key || each.post === key)?.uid;
  const place =
    (uid && document.querySelector(`.row[data-uid="${uid}"]`)) ||
    document.getElementById(`part-${what}`) ||
    document.getElementById("part-highlights");
  place.scrollIntoView({ block: "center" });
  (place.querySelector(what === "alt" ? ".alt" : "textarea, input") ?? place).focus({ preventScroll: true });
}

const CLICKS = {
  choose: (_button, post) => acts.toggle(post.dataset.post),
  why: (_button, post) => transcript.explain(post.dataset.post),
  menu: (button, post) => acts.postMenu(button, post.dataset.post),
  "row-menu": (button, _post, row) => acts.rowMenu(button, row),
  "show-post": (_button, _post, row) => {
    if (!getSelection().toString()) acts.toPosts(row);
  },
  "confirm-answer": (_button, _post, row) => acts.confirm(row),
  "takeaway-accept": (_button, _post, row) => acts.accept(row),
  "takeaway-drop": (_button, _post, row) => acts.remove(row),
  "resource-drop": (_button, _post, row) => acts.remove(row),
  "unanswered-drop": (_button, _post, row) => acts.remove(row),
  "add-heading": (button) => recap.addBetween("heading", groupOf(button)),
  "add-text": (button) => recap.addBetween("text", groupOf(button)),
  "add-paste": (button) => openPaste(store, server, groupOf(button)),
  insert: (button, _post, row) => openInsert(button, groupOf(row.parentElement), row.dataset.uid),
  "page-menu": (button) => openPageMenu(button, store.state.session, server, acts.help),
  undo: () => acts.undo(false),
  redo: () => acts.undo(true),
  session: () => session.open(),
  publish: () => openPublish(store, server, goTo),
  preview(button) {
    const isOpen = document.body.classList.toggle("has-no-preview");
    button.setAttribute("aria-pressed", String(!isOpen));
    preview.refresh(store.state.revision);
  },
  filters(button) {
    const panel = document.getElementById("filters");
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
  },
};

/** What may come before a row of the recap. */
function openInsert(button, group, before) {
  const choice = (label, drawing, act) => item(label, act, { drawing });
  openMenu(button, say("Insert here"), [
    choice(say("Heading"), "heading", () => recap.addBetween("heading", group, before)),
    choice(say("Text"), "text", () => recap.addBetween("text", group, before)),
    choice(say("Paste a post"), "paste", () => openPaste(store, server, group, before)),
  ]);
}

const groupOf = ({ dataset }) => (/^\d+$/.test(dataset.group) ? Number(dataset.group) : dataset.group);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-act]");
  const post = target.closest("[data-post]");
  if (button && store.state) CLICKS[button.dataset.act]?.(button, post, target.closest(".row[data-uid]"));
  else if (post && !target.closest("a") && !getSelection().toString()) transcript.focus(post.dataset.post);
});
document.querySelector(".tabs").addEventListener("click", ({ target }) => {
  const tab = target.closest("[data-pane-of]");
  if (tab) showPane(tab.dataset.paneOf);
});
addEventListener("resize", () => store.state && preview.refresh(store.state.revision));
addEventListener("beforeunload", (event) => {
  flushAll();
  const isWriting = [...document.querySelectorAll(".adding")].some((field) => field.value.trim());
  if (isWriting || store.pending.length || document.querySelector("[data-is-refused]")) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) flushAll();
});
listen(acts);
store.open().catch((error) => tell(error.message, { isBad: true }));
