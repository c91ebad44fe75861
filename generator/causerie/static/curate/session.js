/* The session itself, as a form: what it is called, when it is, what it asks, who comes. */
import { iconButton, make } from "./dom.js";
import { labelled, openDialog } from "./dialogs.js";
import { clearError, flushAll, onEnter, refuse, showError, showValue, textField } from "./fields.js";
import { say } from "./words.js";

const STATES = {
  idea: "Idea",
  planned: "Planned",
  confirmed: "Confirmed",
  cancelled: "Cancelled",
  postponed: "Postponed",
};
const PATIENCE = 2000; // milliseconds that a form waits for an answer before it closes

export class SessionForm {
  constructor(store) {
    this.store = store;
  }

  /** Change something of the session; what is refused comes back to `writtenIn`. */
  do(operation, writtenIn) {
    const done = this.store.do({ ...operation, writtenIn });
    this.saves.push(done);
    return done;
  }

  open() {
    [this.fields, this.saves, this.isRefused, this.hasUnsaved] = [[], [], "", false];
    const { session } = this.store.state;
    const text = (name, label, { read = (now) => now[name] ?? "", write = (value) => value, ...options } = {}) => {
      const field = textField({
        label,
        value: read(session),
        ...options,
        save: (value, was) => this.do({ do: "session", field: name, was: write(was), value: write(value) }, field),
      });
      return this.keep(label, field, read, options.hint);
    };
    this.questions = make("ol", { class: "rows questions" });
    this.drawQuestions(this.store.state.questions.map((each) => each.text));
    const form = make(
      "div",
      { class: "form" },
      text("title", say("Title")),
      make(
        "div",
        { class: "form__pair form__pair--three" },
        text("start", say("Start"), {
          placeholder: "2026-12-02 20:00",
          hint: session.timezone,
          read: (now) => now.start_text ?? "",
        }),
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
      text("prose", say("Introduction"), { isProse: true, className: "prose" }),
      make(
        "div",
        { class: "form__pair" },
        make("fieldset", {}, make("legend", {}, say("Hosts")), this.people("hosts")),
        make("fieldset", {}, make("legend", {}, say("Guests")), this.people("guests")),
      ),
      text("topics", say("Topics"), {
        placeholder: say("Separated by commas"),
        read: (now) => now.topics.join(", "),
        write: split,
      }),
      make(
        "div",
        { class: "form__pair form__pair--three" },
        text("language", say("Language"), { placeholder: session.language_now ?? "" }),
        text("announced", say("Announced on"), { placeholder: "2026-11-20" }),
        text("reason", say("Reason for a change")),
      ),
    );
    this.dialog = openDialog(say("Session"), form, {
      className: "dialog--wide",
      mayClose: () => this.mayClose(form),
      closed: () => {
        this.dialog = null;
      },
    });
    form.addEventListener(
      "focusout",
      ({ target }) => target.matches("[data-question-text]") && setTimeout(() => this.saveQuestions()),
    );
  }

  /** Whether everything was taken; the first time that something was not, the form stays and shows it. */
  async mayClose(form) {
    const seen = form.querySelector("[aria-invalid]");
    flushAll();
    this.saveQuestions();
    await Promise.race([Promise.all(this.saves), new Promise((wait) => setTimeout(wait, PATIENCE))]);
    const wrong = form.querySelector("[aria-invalid]");
    if (wrong && wrong !== seen) wrong.focus();
    return !wrong || wrong === seen;
  }

  /** Bring an open form up to date. */
  draw(state) {
    if (!this.dialog) return;
    for (const [field, read] of this.fields) showValue(field, read(state.session));
    const texts = state.questions.map(({ text }) => text);
    if (
      !this.hasUnsaved &&
      !this.questions.contains(document.activeElement) &&
      ![JSON.stringify(texts), this.isRefused].includes(JSON.stringify(this.readQuestions()))
    )
      this.drawQuestions(texts);
  }

  /** A field below its label, which follows the records. */
  keep(label, field, read, hint) {
    this.fields.push([field, read]);
    return labelled(label, field, hint);
  }

  select(name, label, options) {
    const read = (session) => session[name] || session[`${name}_now`] || "";
    const select = make(
      "select",
      {},
      options.map(([value, text]) => make("option", { value }, text)),
    );
    select.value = select.saved = read(this.store.state.session);
    const written = () => this.store.state.session[name] ?? ""; // nothing, where the program's own choice holds
    select.refuse = (message) => refuse(select, message);
    select.addEventListener("change", () => {
      const was = written();
      clearError(select);
      select.sent = select.saved = select.value;
      this.do({ do: "session", field: name, was, value: select.value }, select);
    });
    return this.keep(label, select, read);
  }

  /** Hosts or guests, of those in people.yml. The chat's hosts are the session's where its record names none. */
  people(field) {
    const { session } = this.store.state;
    const usual = field === "hosts" ? session.chat_hosts : [];
    const chosen = session[field].length ? session[field] : usual;
    const strangers = chosen.filter((id) => !session.people.some((each) => each.id === id));
    const known = [...session.people, ...strangers.map((id) => ({ id, name: id }))];
    if (!known.length) return make("p", { class: "under" }, say("Nobody stands in people.yml yet."));
    const boxes = known.map(({ id }) =>
      make("input", { type: "checkbox", id: `${field}-${id}`, value: id, checked: chosen.includes(id) }),
    );
    const save = () => {
      const was = this.store.state.session[field];
      const now = boxes.filter(({ checked }) => checked).map(({ value }) => value);
      const value = [...was.filter((id) => now.includes(id)), ...now.filter((id) => !was.includes(id))];
      const isUsual = usual.length === now.length && usual.every((id) => now.includes(id));
      this.do({ do: "session", field, was, value: isUsual ? [] : value });
    };
    return make(
      "div",
      { class: "checks", onchange: save },
      known.map(({ name }, at) =>
        make("span", { class: "check" }, boxes[at], make("label", { for: boxes[at].id }, name)),
      ),
      usual.length ? make("p", { class: "under" }, say("Where nobody is chosen, the chat's hosts are.")) : null,
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
    field.addEventListener("input", () => {
      this.edited = row;
      this.hasUnsaved = true;
      clearError(field);
    });
    onEnter(field, false, () => field.value.trim() && this.addQuestion(row));
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
    this.hasUnsaved = false;
    const was = this.store.state.questions.map(({ text }) => text);
    const value = this.readQuestions();
    const written = JSON.stringify(value);
    if (JSON.stringify(was) === written || this.isRefused === written) return;
    const last = this.edited?.querySelector("textarea").value.trim();
    this.do({ do: "questions", was, value }, { refuse: (message) => this.refuseQuestions(message, value, last) });
  }

  /** The questions as they were written, with the reason below the one that was written last. */
  refuseQuestions(message, texts, last) {
    if (!this.dialog) return false;
    this.isRefused = JSON.stringify(texts);
    if (!this.questions.contains(document.activeElement)) this.drawQuestions(texts);
    const fields = [...this.questions.querySelectorAll("textarea")];
    const field = fields.find(({ value }) => value.trim() === last) ?? fields.at(-1);
    if (field) showError(field, message);
    return Boolean(field);
  }
}

const split = (text) =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
