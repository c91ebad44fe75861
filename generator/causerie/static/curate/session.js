/* The session itself, as a form: what it is called, when it is, what it asks, who comes; and a new session after it. */
import { iconButton, make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { flushAll, showValue, textField } from "./fields.js";
import { newSession } from "./new_session.js";
import { say } from "./words.js";

const STATES = {
  "": "As the program says",
  idea: "Idea",
  planned: "Planned",
  confirmed: "Confirmed",
  cancelled: "Cancelled",
  postponed: "Postponed",
};
let count = 0;

export class SessionForm {
  constructor(store, server) {
    Object.assign(this, { store, server });
  }

  open() {
    this.fields = [];
    const { session } = this.store.state;
    const text = (field, label, options = {}) =>
      this.labelled(
        label,
        this.keep(
          textField({
            label,
            value: session[field === "start" ? "start_text" : field] ?? "",
            ...options,
            save: (value, was) => this.store.do({ do: "session", field, was, value }),
          }),
          ({ session: now }) => now[field === "start" ? "start_text" : field] ?? "",
        ),
        options.hint,
      );
    this.questions = make("ol", { class: "rows questions" });
    this.drawQuestions(this.store.state.questions.map((each) => each.text));
    const form = make(
      "div",
      { class: "form" },
      text("title", say("Title")),
      make(
        "div",
        { class: "form__pair form__pair--three" },
        text("start", say("Start"), { placeholder: "2026-12-02 20:00", hint: session.timezone }),
        text("duration", say("Minutes"), { placeholder: String(session.minutes ?? 60) }),
        this.select(
          "status",
          say("Status"),
          Object.entries(STATES).map(([value, label]) => [value, say(label)]),
        ),
      ),
      make(
        "fieldset",
        {},
        make("legend", {}, say("Questions")),
        this.questions,
        make("button", { type: "button", class: "quiet", onclick: () => this.addQuestion() }, say("Add a question")),
      ),
      text("prose", say("Introduction"), { lines: true, className: "prose" }),
      make("fieldset", {}, make("legend", {}, say("Guests")), this.guests(session)),
      this.labelled(
        say("Topics"),
        this.keep(
          textField({
            label: say("Topics"),
            value: session.topics.join(", "),
            placeholder: say("Separated by commas"),
            save: (value, was) =>
              this.store.do({ do: "session", field: "topics", was: split(was), value: split(value) }),
          }),
          ({ session: now }) => now.topics.join(", "),
        ),
      ),
      make(
        "div",
        { class: "form__pair form__pair--three" },
        text("language", say("Language"), { placeholder: session.language_now ?? "" }),
        text("announced", say("Announced on"), { placeholder: "2026-11-20" }),
        text("reason", say("Reason for a change")),
      ),
      make("section", { class: "next" }, make("h3", {}, say("A new session")), newSession(this.server)),
    );
    this.dialog = openDialog(say("Session"), form, {
      className: "dialog--wide",
      closed: () => {
        flushAll();
        this.dialog = null;
      },
    });
    form.addEventListener(
      "focusout",
      ({ target }) => target.matches("[data-question-text]") && setTimeout(() => this.saveQuestions()),
    );
  }

  /** Bring an open form up to date. */
  draw(state) {
    if (!this.dialog) return;
    for (const [field, read] of this.fields) showValue(field, read(state));
    const texts = state.questions.map(({ text }) => text);
    if (
      !this.questions.contains(document.activeElement) &&
      JSON.stringify(texts) !== JSON.stringify(this.readQuestions())
    )
      this.drawQuestions(texts);
  }

  keep(field, read) {
    this.fields.push([field, read]);
    return field;
  }

  labelled(label, field, hint) {
    field.id ||= `session-${++count}`;
    field.removeAttribute("aria-label");
    return make(
      "div",
      { class: "field" },
      make("label", { for: field.id }, label, hint ? make("small", {}, ` ${hint}`) : null),
      field,
    );
  }

  select(name, label, options) {
    const now = () => this.store.state.session[name] ?? "";
    const select = make(
      "select",
      {},
      options.map(([value, text]) => make("option", { value }, text)),
    );
    select.value = now();
    select.addEventListener("change", () =>
      this.store.do({ do: "session", field: name, was: now(), value: select.value }),
    );
    return this.labelled(label, select);
  }

  guests(session) {
    const known = [
      ...session.people,
      ...session.guests.filter((id) => !session.people.some((each) => each.id === id)).map((id) => ({ id, name: id })),
    ];
    if (!known.length) return make("p", { class: "under" }, say("Nobody stands in people.yml yet."));
    return make(
      "div",
      { class: "checks" },
      known.map(({ id, name }) => {
        const box = make("input", { type: "checkbox", id: `guest-${id}`, checked: session.guests.includes(id) });
        box.addEventListener("change", () => {
          const was = this.store.state.session.guests;
          this.store.do({
            do: "session",
            field: "guests",
            was,
            value: box.checked ? [...was, id] : was.filter((each) => each !== id),
          });
        });
        return make("span", { class: "check" }, box, make("label", { for: box.id }, name));
      }),
    );
  }

  drawQuestions(texts) {
    this.questions.replaceChildren(...texts.map((text) => this.questionRow(text)));
  }

  questionRow(text = "") {
    const field = make("textarea", {
      rows: 1,
      value: text,
      "data-question-text": "",
      "aria-label": say("Question"),
      dir: "auto",
    });
    const row = make("li", { class: "row" }, field);
    const move = (step) => {
      const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      step < 0 ? other.before(row) : other.after(row);
      this.saveQuestions();
    };
    row.append(
      iconButton("up", say("Move up"), { onclick: () => move(-1) }),
      iconButton("down", say("Move down"), { onclick: () => move(1) }),
      iconButton("drop", say("Drop this question"), {
        onclick: () => {
          row.remove();
          this.saveQuestions();
        },
      }),
    );
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.addQuestion(row);
      }
    });
    return row;
  }

  addQuestion(after = this.questions.lastElementChild) {
    const row = this.questionRow();
    if (after) after.after(row);
    else this.questions.append(row);
    row.querySelector("textarea").focus();
  }

  readQuestions = () =>
    [...this.questions.querySelectorAll("textarea")].map(({ value }) => value.trim()).filter(Boolean);

  saveQuestions() {
    const was = this.store.state.questions.map(({ text }) => text);
    const value = this.readQuestions();
    if (JSON.stringify(was) !== JSON.stringify(value)) this.store.do({ do: "questions", was, value });
  }
}

const split = (text) =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
