/* Takeaways, links and open questions: rows that one accepts, rewrites, orders and drops. */
import { icon, iconButton, make, rows } from "./dom.js";
import { addingField, showValue, textField } from "./fields.js";
import { say } from "./words.js";

const grip = () =>
  make("span", { class: "grip", "aria-hidden": "true", title: say("Drag to another place") }, icon("grip"));

export class Lists {
  constructor(store) {
    this.store = store;
    const list = (name) => make("ol", { class: `rows ${name}`, "data-list": name });
    const add = (label, placeholder, operation) =>
      addingField({ label, placeholder, lines: true, add: (text) => store.do(operation(text)) });
    this.takeaways = {
      box: list("takeaways"),
      rows: rows((entry) => this.makeTakeaway(entry), updateTakeaway),
      adding: add(say("A new takeaway"), say("Write a takeaway"), (text) => ({
        do: "takeaway-add",
        text,
        before: null,
      })),
    };
    this.resources = {
      box: list("resources"),
      rows: rows((entry) => this.makeResource(entry), updateResource),
      adding: add(say("Address of a new link"), say("Paste a link"), (text) => ({
        do: "resource-add",
        url: text.split(/\s+/)[0],
        title: text.split(/\s+/).slice(1).join(" "),
        shared_by: "",
        before: null,
      })),
    };
    this.unanswered = {
      box: list("unanswered"),
      rows: rows(
        (entry) => this.makeUnanswered(entry),
        (row, entry) => this.updateUnanswered(row, entry),
      ),
      adding: add(say("A new open question"), say("Write an open question"), (text) => ({
        do: "unanswered-add",
        text,
        by: "",
      })),
    };
  }

  draw({ recap }) {
    for (const name of ["takeaways", "resources", "unanswered"])
      this[name].rows.show(this[name].box, recap[name], ({ uid }) => uid);
  }

  makeTakeaway({ uid, text }) {
    const row = make("li", { class: "row takeaway", "data-uid": uid });
    row.field = textField({
      label: say("Takeaway"),
      value: text,
      lines: true,
      className: "serif",
      save: (now, was) =>
        this.store.do(
          now.trim()
            ? { do: "takeaway-set", key: uid, was, text: now, writtenIn: row.field }
            : { do: "takeaway-drop", key: uid },
        ),
    });
    row.accept = make(
      "button",
      { type: "button", class: "button accept", "data-act": "takeaway-accept" },
      icon("check"),
      ` ${say("Keep")}`,
    );
    row.append(
      grip(),
      make(
        "div",
        { class: "row__main" },
        row.field,
        make("p", { class: "proposal" }, make("span", { class: "badge" }, say("Proposed")), row.accept),
      ),
      iconButton("drop", say("Drop this takeaway"), { "data-act": "takeaway-drop" }),
    );
    return row;
  }

  makeResource({ uid, url, title, shared_by: by }) {
    const row = make("li", { class: "row resource", "data-uid": uid });
    row.field = textField({
      label: say("Title of the link {url}", { url }),
      value: title ?? "",
      placeholder: say("Title of this link"),
      save: (now) => this.store.do({ do: "resource-set", key: uid, title: now, writtenIn: row.field }),
    });
    const shown = url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
    row.append(
      grip(),
      make(
        "div",
        { class: "row__main" },
        row.field,
        make(
          "p",
          { class: "under" },
          make(
            "a",
            { href: /^https?:/.test(url) ? url : undefined, target: "_blank", rel: "noopener noreferrer" },
            shown,
          ),
          by ? ` · ${say("shared by {who}", { who: by })}` : "",
        ),
      ),
      iconButton("drop", say("Drop this link"), { "data-act": "resource-drop" }),
    );
    return row;
  }

  makeUnanswered({ uid, text, by }) {
    const row = make("li", { class: "row open-question", "data-uid": uid });
    const set = () =>
      this.store.do({
        do: "unanswered-set",
        key: uid,
        status: row.status.value,
        to: row.status.value === "carried" ? row.to.value : "",
      });
    const option = (value, label) => make("option", { value }, label);
    row.status = make(
      "select",
      { "aria-label": say("What became of it"), onchange: set },
      option("open", say("Open")),
      option("answered", say("Answered")),
      option("carried", say("Carried to a later session")),
    );
    row.to = make(
      "select",
      { "aria-label": say("To which session"), onchange: set },
      option("", say("Which session?")),
      this.store.state.session.sessions.map((each) => option(each.id, each.title || each.id)),
    );
    row.append(
      make("span", { class: "grip grip--none" }),
      make(
        "div",
        { class: "row__main" },
        make("p", { class: "open-question__text", dir: "auto" }, text),
        by ? make("p", { class: "under" }, by) : null,
        make("p", { class: "selects" }, row.status, row.to),
      ),
      iconButton("drop", say("Drop this question"), { "data-act": "unanswered-drop" }),
    );
    return row;
  }

  updateUnanswered(row, { status, to }) {
    row.status.value = status || "open";
    row.to.hidden = row.status.value !== "carried";
    row.to.value = to ?? "";
  }
}

function updateTakeaway(row, { text, proposed }) {
  showValue(row.field, text);
  row.classList.toggle("is-proposed", Boolean(proposed));
  row.querySelector(".proposal").hidden = !proposed;
}

function updateResource(row, { title }) {
  showValue(row.field, title ?? "");
}
