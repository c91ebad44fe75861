/* Brings the page to life: the store, its three panes, and what a click does. */
import { makeActs } from "./acts.js";
import { openConflict } from "./dialogs.js";
import { make, setText, slot } from "./dom.js";
import { makeDraggable } from "./drag.js";
import { flushAll } from "./fields.js";
import { listen } from "./keys.js";
import { showSaving, tell } from "./messages.js";
import { openPaste } from "./paste.js";
import { Preview } from "./preview.js";
import { openPublish } from "./publish.js";
import { Recap } from "./recap.js";
import { server } from "./server.js";
import { SessionForm } from "./session.js";
import { Store } from "./state.js";
import { Transcript } from "./transcript.js";
import { say, setWords } from "./words.js";

const transcript = new Transcript();
const preview = new Preview(server);
const store = new Store(server, { show, saving: showSaving, refused, conflict });
const recap = new Recap(store);
const session = new SessionForm(store, server);
const acts = makeActs({ store, transcript, recap, showPane });

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

function refused(message, { writtenIn: field, text, url, title }) {
  tell(message, { isBad: true });
  const added = text ?? [url, title].filter(Boolean).join(" ");
  for (const adding of document.querySelectorAll(".adding")) {
    if (added && adding.written === added && !adding.value) adding.value = added;
  }
  if (!field?.isConnected || text === undefined || field.value !== field.saved) return;
  field.value = text; // what was written stays; it is sent again when it is changed
  field.dataset.isRefused = text;
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
}

/** To the place where something is missing. */
function goTo({ what, key }) {
  if (["title", "questions", "start", "status"].includes(what)) return session.open();
  showPane("recap");
  const list = store.state.recap;
  const uid = key && [...list.highlights, ...list.takeaways].find((each) => each.key === key || each.post === key)?.uid;
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
  "takeaway-accept": (_button, _post, row) => store.do({ do: "takeaway-accept", key: row.dataset.uid }),
  "takeaway-drop": (_button, _post, row) => acts.remove(row),
  "resource-drop": (_button, _post, row) => acts.remove(row),
  "unanswered-drop": (_button, _post, row) => acts.remove(row),
  "add-heading": (button) => recap.addBetween("heading", groupOf(button)),
  "add-text": (button) => recap.addBetween("text", groupOf(button)),
  "add-paste": (button) => openPaste(store, server, groupOf(button)),
  undo: () => acts.undo(false),
  redo: () => acts.undo(true),
  help: () => acts.help(),
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
