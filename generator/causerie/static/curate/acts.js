/* What a person does, by mouse, finger or key, as operations on the store; each says what happened. */
import { openHelp, openLeaveOut } from "./dialogs.js";
import { slot } from "./dom.js";
import { keys } from "./keys.js";
import { closeMenu, item, line, openMenu, questionButtons, words } from "./menu.js";
import { sayAloud, tell } from "./messages.js";
import { placeIn, stepFrom } from "./places.js";
import { say } from "./words.js";

const WORDS = 6;

/** The first words of a text. */
function beginning(text) {
  const words = text.split(/\s+/).filter(Boolean);
  return words.length > WORDS ? `${words.slice(0, WORDS).join(" ")} …` : words.join(" ");
}

/** Whether somebody is in a row by key: focus is led on from what goes; a finger's would call up its keyboard. */
const isLedByKeys = (row) => row.contains(document.activeElement) && document.activeElement.matches(":focus-visible");

/** The acts of one page. */
export function makeActs({ store, transcript, recap, showPane }) {
  const highlightOf = (id) => store.state.recap.highlights.find(({ post }) => post === id);
  /** Says what was just done; its Undo is there as long as that is what undo takes back. */
  const undoable = (text) => {
    const { uid } = store.pending.at(-1).operation;
    tell(text, { action: { label: say("Undo"), act: () => acts.undo(false) }, isDue: () => store.isLatest(uid) });
  };
  /** The first words of an entry of the recap. */
  const beginningOf = (uid) => {
    const entry = Object.values(store.state.recap)
      .filter(Array.isArray)
      .flat()
      .find((each) => each.uid === uid);
    const post = entry.inline ?? store.state.posts.get(entry.post);
    return beginning(entry.text || entry.title || post?.text || entry.url || entry.post);
  };
  const highlightAt = (row, post) =>
    row?.matches(".highlight") ? row.dataset.uid : post && highlightOf(post.dataset.post)?.uid;

  const acts = {
    go(row, step) {
      if (row?.matches(".highlight")) recap.go(step);
      else if (!row) transcript.go(step);
      else return false;
      return true;
    },

    choose(row, post) {
      if (row?.matches(".highlight")) return acts.remove(row);
      if (!post) return false;
      acts.toggle(post.dataset.post);
      return true;
    },

    /** Choose a post, or take it out again. */
    toggle(id) {
      const highlight = highlightOf(id);
      if (highlight) {
        store.do({ do: "unchoose", key: highlight.uid });
        return sayAloud(say("Taken out: {what}", { what: beginning(store.state.posts.get(id).text) }));
      }
      acts.chooseInto(id);
      return sayAloud(say("Chosen"));
    },

    /** Choose a post for a place; one that is chosen already goes there. */
    chooseInto(id, group, before) {
      const highlight = highlightOf(id);
      const at =
        group === undefined
          ? { question: store.state.posts.get(id)?.questions[0] ?? 0, before: null }
          : placeIn(group, before, store.state.recap.highlights);
      if (highlight) store.do({ do: "move", key: highlight.uid, ...at });
      else store.do({ do: "choose", post: id, ...at });
      const row = store.state.recap.highlights.find(({ post }) => post === id);
      recap.row(row?.uid)?.scrollIntoView({ block: "nearest" });
    },

    remove(row) {
      if (!row?.dataset.uid) return false;
      const next = row.nextElementSibling ?? row.previousElementSibling;
      const name = row.matches(".takeaway")
        ? "takeaway-drop"
        : row.matches(".resource")
          ? "resource-drop"
          : row.matches(".open-question")
            ? "unanswered-drop"
            : "unchoose";
      const what = beginningOf(row.dataset.uid);
      const [isByKey, adding] = [isLedByKeys(row), row.parentElement.nextElementSibling];
      store.do({ do: name, key: row.dataset.uid });
      undoable(say("Taken out: {what}", { what }));
      if (row.matches(".highlight")) recap.focus(next?.dataset.uid ?? recap.current);
      else if (isByKey) (next?.querySelector("[data-act$='-drop']") ?? adding).focus();
      return true;
    },

    /** A proposed takeaway is kept as it is. */
    accept(row) {
      const isByKey = isLedByKeys(row);
      store.do({ do: "takeaway-accept", key: row.dataset.uid });
      if (isByKey) row.field.focus(); // the button is gone
    },

    /** One step up or down, across questions where it is a highlight. */
    move(row, post, step) {
      const kind = row?.matches(".takeaway") ? "takeaway" : row?.matches(".resource") ? "resource" : "";
      if (kind) return moveInList(kind, row, step);
      const uid = highlightAt(row, post);
      if (!uid) return false;
      const to = stepFrom(uid, step, recap.byGroup, store.state.recap.highlights);
      if (!to) return true;
      const isWriting =
        row && document.activeElement !== row && row.contains(document.activeElement) && document.activeElement;
      store.do({ do: "move", key: uid, ...to });
      const label = store.state.questions.find(({ number }) => number === to.question)?.label ?? "";
      sayAloud(step < 0 ? say("Moved up {label}", { label }) : say("Moved down {label}", { label }));
      if (isWriting) isWriting.focus();
      else if (row) recap.focus(uid);
      else recap.row(uid)?.scrollIntoView({ block: "nearest" });
      return true;
    },

    /** A post answers a question; a highlight goes to it. */
    question(row, post, number) {
      if (number && !store.state.questions.some((each) => each.number === number)) return false;
      const uid = row?.matches(".highlight") && row.dataset.uid;
      if (uid) {
        store.do({ do: "move", key: uid, question: number, before: null });
        recap.focus(uid);
      } else if (post) {
        store.do({ do: "assign", post: post.dataset.post, questions: number ? [number] : [] });
        transcript.focus(post.dataset.post);
      } else return false;
      sayAloud(number ? say("Question {n}", { n: number }) : say("Without a question"));
      return true;
    },

    /** What the draft was not sure of is so: the post answers the question under which it stands. */
    confirm(row) {
      const { post, question } = recap.entry(row.dataset.uid);
      store.do({ do: "assign", post, questions: [question] });
      sayAloud(say("Question {n}", { n: question }));
      recap.focus(row.dataset.uid);
    },

    /** To the note of a highlight; a post that is not chosen is chosen first. */
    note(row, post) {
      if (post && !highlightOf(post.dataset.post)) acts.toggle(post.dataset.post);
      const uid = highlightAt(row, post);
      const field = uid && recap.row(uid)?.note;
      if (!field) return false;
      showPane("recap");
      field.focus();
      return true;
    },

    toRecap(post) {
      showPane("recap");
      recap.focus((post && highlightOf(post.dataset.post)?.uid) || recap.current);
      return true;
    },

    toPosts(row) {
      const id = row && recap.entry(row.dataset.uid)?.post;
      showPane("posts");
      transcript.focus(store.state.posts.has(id) ? id : transcript.current);
      return true;
    },

    search() {
      showPane("posts");
      document.querySelector("input[name=search]").focus();
      return true;
    },

    undo(isRedo) {
      const { undo, redo } = store.state;
      if (!(isRedo ? redo : undo) && !store.pending.length) return true;
      (isRedo ? store.redo() : store.undo()).then(
        (isDone) =>
          isDone &&
          sayAloud(isRedo ? say("Done again: {what}", { what: redo }) : say("Undone: {what}", { what: undo })),
      );
      return true;
    },

    leaveField(field, row) {
      field.blur();
      if (row?.matches(".highlight")) recap.focus(row.dataset.uid);
      else if (field.name === "search") transcript.focus(transcript.current);
      return true;
    },

    publish() {
      document.querySelector(".bar [data-act=publish]").click();
      return true;
    },

    help() {
      openHelp(keys.isOn, keys.turn);
      return true;
    },

    menu(row, post) {
      const button = (row ?? post)?.querySelector("[data-act=row-menu], .post__acts [data-act=menu]");
      button?.click();
      return Boolean(button);
    },

    /** The menu of a post in the transcript. */
    postMenu(button, id) {
      const post = store.state.posts.get(id);
      const highlight = highlightOf(id);
      const assign = (questions) => store.do({ do: "assign", post: id, questions });
      const leaveOut = (whole) =>
        openLeaveOut(post, whole, (reason) => {
          store.do({ do: "leave-out", post: id, whole, reason });
          undoable(say("Left out: {what}", { what: whole ? post.author || post.handle : beginning(post.text) }));
        });
      openMenu(button, say("More for this post"), [
        store.state.questions.length &&
          questionButtons(say("It answers"), store.state.questions, post.questions, assign, true),
        post.reason && words(post.reason),
        item(highlight ? say("Take it out of the recap") : say("Choose it for the recap"), () => acts.toggle(id), {
          drawing: highlight ? "drop" : "plus",
          hint: "c",
        }),
        item(say("Write a note under it"), () => acts.note(null, transcript.element(id)), {
          drawing: "pen",
          hint: "n",
        }),
        post.url &&
          item(say("See the original"), () => window.open(post.url, "_blank", "noopener,noreferrer"), {
            drawing: "eye",
          }),
        line(),
        item(say("Leave out this post…"), () => leaveOut(false), { isBad: true }),
        item(say("Leave out this person…"), () => leaveOut(true), { isBad: true }),
      ]);
    },

    /** The menu of a highlight. */
    rowMenu(button, row) {
      const { uid } = row.dataset;
      const entry = recap.entry(uid);
      openMenu(button, say("More for this part"), [
        store.state.questions.length &&
          questionButtons(say("Move to"), store.state.questions, [entry.question], ([number]) =>
            acts.question(row, null, number ?? 0),
          ),
        item(say("Move up"), () => acts.move(row, null, -1), { drawing: "up", hint: "[" }),
        item(say("Move down"), () => acts.move(row, null, 1), { drawing: "down", hint: "]" }),
        entry.post &&
          store.state.posts.has(entry.post) &&
          item(say("Show it among the posts"), () => acts.toPosts(row), { drawing: "search" }),
        line(),
        item(say("Take it out of the recap"), () => acts.remove(row), { drawing: "drop", hint: "c" }),
      ]);
    },
  };

  function moveInList(kind, row, step) {
    const list = store.state.recap[`${kind}s`];
    const at = list.findIndex(({ uid }) => uid === row.dataset.uid);
    if (at + step < 0 || at + step >= list.length) return true;
    const focused = document.activeElement;
    store.do({ do: `${kind}-move`, key: row.dataset.uid, before: list[step < 0 ? at - 1 : at + 2]?.uid ?? null });
    focused.focus();
    sayAloud(step < 0 ? say("Moved up {label}", { label: "" }) : say("Moved down {label}", { label: "" }));
    return true;
  }

  slot("posts").addEventListener("scroll", closeMenu, { passive: true });
  return acts;
}
