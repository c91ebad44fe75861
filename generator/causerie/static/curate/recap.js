/* The recap as one arranges it: summary, takeaways, highlights by question, links, open questions. */
import { icon, make, rows, setText, slot } from "./dom.js";
import { addingField, showValue, textField } from "./fields.js";
import { makeHighlight, updateHighlight } from "./highlight.js";
import { Lists } from "./lists.js";
import { CLOSING, groupHighlights, OPENING, placeIn } from "./places.js";
import { say } from "./words.js";

const FOLD = 700; // milliseconds until a post folds again: nothing may move while somebody clicks elsewhere

const ABOVE = 8; // pixels above a part that is shown

export class Recap {
  constructor(store) {
    this.store = store;
    this.body = slot("recap");
    this.highlights = rows(
      (entry) => makeHighlight(entry, store),
      (row, entry) => updateHighlight(row, entry, store),
    );
    this.groups = rows(
      (group) => this.makeGroup(group),
      () => {},
    );
    this.current = "";
  }

  /** The fixed parts, made when the words are known. */
  build() {
    this.lists = new Lists(this.store);
    this.summary = textField({
      label: say("Summary"),
      placeholder: say("Two sentences on what it was about"),
      isProse: true,
      className: "summary",
      save: (text, was) => this.store.do({ do: "summary", was, text, writtenIn: this.summary }),
    });
    this.groupsBox = make("div", { class: "groups" });
    const part = (id, title, ...inside) =>
      make(
        "section",
        { class: "part", id, "aria-labelledby": `${id}-title` },
        make("h3", { class: "part__title", id: `${id}-title` }, title),
        ...inside,
      );
    this.body.append(
      part("part-summary", say("Summary"), this.summary),
      part("part-takeaways", say("Takeaways"), this.lists.takeaways.box, this.lists.takeaways.adding),
      part("part-highlights", say("Highlights"), this.groupsBox),
      part("part-resources", say("Links"), this.lists.resources.box, this.lists.resources.adding),
      part("part-unanswered", say("Open questions"), this.lists.unanswered.box, this.lists.unanswered.adding),
    );
    this.body.addEventListener("focusin", ({ target }) => {
      const row = target.closest(".highlight");
      if (!row) return;
      this.setCurrent(row.dataset.uid);
      row.classList.add("is-whole");
    });
    this.body.addEventListener("focusout", ({ target }) => {
      const row = target.closest(".highlight");
      setTimeout(() => row?.contains(document.activeElement) || row?.classList.remove("is-whole"), FOLD);
    });
  }

  draw(state) {
    const { recap, questions } = state;
    this.state = state;
    showValue(this.summary, (recap.summary ?? "").trimEnd());
    this.lists.draw(state);
    this.byGroup = groupHighlights(recap.highlights, questions);
    const shown = [...this.byGroup.keys()].filter((group) => this.isShown(group));
    this.groups.show(this.groupsBox, shown, String);
    for (const row of this.highlights.kept.values()) row.isWanted = false;
    for (const group of shown) this.drawGroup(group, this.byGroup.get(group));
    const alive = new Set(recap.highlights.map(({ uid }) => uid));
    for (const uid of this.highlights.kept.keys()) if (!alive.has(uid)) this.highlights.kept.delete(uid);
    if (!alive.has(this.current)) this.setCurrent(this.order()[0] ?? "");
    const n = recap.highlights.filter(({ kind }) => kind === "post").length;
    setText(slot("chosen"), n ? String(n) : "");
    setText(
      slot("recap-state"),
      recap.published ? say("Published on {day}", { day: recap.published }) : say("Not published"),
    );
  }

  /** The general parts show when something stands in them, or when there are no questions. */
  isShown(group) {
    if (this.byGroup.get(group).length) return true;
    return group === OPENING ? true : group === CLOSING ? this.state.questions.length > 0 : true;
  }

  makeGroup(group) {
    const title = `group-${group}`;
    const add = (kind, name, label) =>
      make(
        "button",
        { type: "button", class: "quiet", title: label, "data-act": `add-${kind}`, "data-group": group },
        icon(name),
        make("span", {}, label),
      );
    return make(
      "section",
      { class: "group", "aria-labelledby": title, "data-in": group },
      make("h4", { id: title }, make("span", { class: "mark" }), make("span", { class: "group__text" })),
      make("ol", {
        class: "rows highlights",
        "data-group": group,
        "data-hint": say("Choose posts, or drag them here"),
      }),
      make(
        "p",
        { class: "adders" },
        add("heading", "heading", say("Heading")),
        add("text", "text", say("Text")),
        add("paste", "paste", say("Paste a post")),
      ),
    );
  }

  drawGroup(group, entries) {
    const section = this.groups.kept.get(String(group));
    const question = this.state.questions.find(({ number }) => number === group);
    const general = group === OPENING ? say("To begin with") : say("And finally");
    setText(section.querySelector(".mark"), question?.label ?? "");
    setText(
      section.querySelector(".group__text"),
      question?.text ?? (typeof group === "number" ? say("Question {n}", { n: group }) : general),
    );
    section.classList.toggle("group--quiet", typeof group !== "number" && !entries.length);
    const keeper = this.highlights;
    const list = section.querySelector("ol");
    for (const entry of entries) this.refresh(entry);
    const elements = entries.map((entry) => {
      const known = keeper.kept.get(entry.uid) ?? makeHighlight(entry, this.store);
      keeper.kept.set(entry.uid, known);
      updateHighlight(known, entry, this.store);
      return known;
    });
    placeAround(list, elements);
  }

  /** A row whose post came to be known or changed is made anew. */
  refresh(entry) {
    const row = this.highlights.kept.get(entry.uid);
    const post = entry.inline ?? this.state.posts.get(entry.post);
    const look = JSON.stringify([entry.kind, post?.text, post?.media?.map(({ file }) => file)]);
    if (row && row.look !== undefined && row.look !== look && !row.contains(document.activeElement))
      this.highlights.kept.delete(entry.uid);
    const kept = this.highlights.kept.get(entry.uid);
    if (kept) kept.look = look;
  }

  /** Bring a question's part to the top; focus stays where it is, and so does all where the pane is not open. */
  show(group) {
    const section = this.groups.kept.get(String(group));
    if (!section?.checkVisibility()) return;
    const top = section.getBoundingClientRect().top - this.body.getBoundingClientRect().top;
    this.body.scrollBy({ top: top - ABOVE, behavior: "instant" });
  }

  order = () => [...this.byGroup.values()].flat().map(({ uid }) => uid);

  row = (uid) => this.highlights.kept.get(uid);

  entry = (uid) => this.state.recap.highlights.find((each) => each.uid === uid);

  setCurrent(uid) {
    const old = this.row(this.current);
    if (old) old.tabIndex = -1;
    this.current = uid;
    if (this.row(uid)) this.row(uid).tabIndex = 0;
  }

  focus(uid) {
    const row = this.row(uid);
    if (!row) return;
    this.setCurrent(uid);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  go(step) {
    const order = this.order();
    const at = order.indexOf(this.current);
    this.focus(order[Math.max(0, Math.min(order.length - 1, at + step))]);
  }

  /** A row to write a heading or a text in, before another or at the end of its group; it becomes one of the recap
      when something stands in it. What was refused comes again, with the reason. */
  addBetween(kind, group, before = null, refused = null) {
    const list = this.groups.kept.get(String(group)).querySelector("ol");
    const draft = make("li", { class: `row highlight highlight--${kind} draft` });
    const label = kind === "heading" ? say("Heading") : say("Text");
    let isGone = false;
    const leave = () => {
      if (isGone) return; // to take it away takes the focus from it, which leads here again
      isGone = true;
      draft.remove();
    };
    const field = addingField({
      label,
      placeholder: label,
      lines: true,
      isProse: kind === "text",
      className: kind === "heading" ? "between between--heading" : "between",
      add: (text) => {
        leave();
        const at = placeIn(group, before, this.state.recap.highlights);
        const again = (reason) => this.addBetween(kind, group, before, { text, reason });
        this.store.do({ do: "between", kind, text, ...at, writtenIn: { refuse: again } });
      },
    });
    field.addEventListener("blur", () => !field.error && leave());
    field.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") {
        field.value = "";
        leave();
      }
    });
    draft.append(make("span", { class: "grip" }), make("div", { class: "row__main" }, field));
    list.insertBefore(draft, (before && this.row(before)) ?? null);
    if (refused) {
      field.sent = refused.text;
      return field.refuse(refused.reason);
    }
    field.focus();
    return true;
  }
}

/** Rows in their order; a row that is being written stays before the row before which it was begun. */
function placeAround(list, elements) {
  const wanted = new Set(elements);
  for (const child of [...list.children]) if (!wanted.has(child) && !child.matches(".draft")) child.remove();
  let cursor = list.firstElementChild;
  for (const element of elements) {
    while (cursor?.matches(".draft")) cursor = cursor.nextElementSibling;
    if (cursor === element) cursor = cursor.nextElementSibling;
    else list.insertBefore(element, cursor);
  }
}
