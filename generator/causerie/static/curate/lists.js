/* Takeaways, links and open questions: rows that one accepts, rewrites, orders and drops. */
import { readLink } from "./addresses.js";
import { icon, iconButton, make, rows } from "./dom.js";
import { addingField, showValue, textField } from "./fields.js";
import { say } from "./words.js";

const option = (value, label) => make("option", { value }, label);
const grip = () =>
  make("span", { class: "grip", "aria-hidden": "true", title: say("Drag to another place") }, icon("grip"));

export class Lists {
  constructor(store) {
    this.store = store;
    const list = (name) => make("ol", { class: `rows ${name}`, "data-list": name });
    const add = (label, placeholder, operation, check) =>
      addingField({
        label,
        placeholder,
        lines: true,
        check,
        add: (text, writtenIn) => store.do({ ...operation(text), writtenIn }),
      });
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
      adding: add(
        say("Address of a new link"),
        say("Paste a link"),
        (text) => ({ do: "resource-add", ...readLink(text), shared_by: "", before: null }),
        (text) => (readLink(text).url ? "" : say("Write an address, like https://label.example/guide.")),
      ),
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
      lines: true,
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
    const set = () => {
      const status = row.status.value;
      const to = status === "carried" ? row.to.value : "";
      row.to.hidden = status !== "carried";
      row.isAsking = status === "carried" && !to; // nothing is saved before one says to which session
      if (row.isAsking) row.to.focus();
      else this.store.do({ do: "unanswered-set", key: uid, status, to });
    };
    row.field = textField({
      label: say("Open question"),
      value: text,
      lines: true,
      className: "serif",
      save: (now, was) =>
        this.store.do(
          now.trim()
            ? { do: "unanswered-rewrite", key: uid, was, text: now, writtenIn: row.field }
            : { do: "unanswered-drop", key: uid },
        ),
    });
    row.status = make(
      "select",
      { "aria-label": say("What became of it"), onchange: set },
      option("open", say("Open")),
      option("answered", say("Answered")),
      option("carried", say("Carried to a later session")),
    );
    row.to = make("select", { "aria-label": say("To which session"), onchange: set });
    row.append(
      make("span", { class: "grip grip--none" }),
      make(
        "div",
        { class: "row__main" },
        row.field,
        by ? make("p", { class: "under" }, by) : null,
        make("p", { class: "selects" }, row.status, row.to),
      ),
      iconButton("drop", say("Drop this question"), { "data-act": "unanswered-drop" }),
    );
    return row;
  }

  updateUnanswered(row, { text, status, to }) {
    showValue(row.field, text);
    this.offerSessions(row, to ?? "");
    if (row.isAsking) return;
    row.status.value = status || "open";
    row.to.hidden = row.status.value !== "carried";
    row.to.value = to ?? "";
  }

  /** The chat's later sessions, and the one that the record names, whatever it is. */
  offerSessions(row, to) {
    const later = this.store.state.session.sessions;
    const offered = JSON.stringify([later, to]);
    if (row.offered === offered) return;
    row.offered = offered;
    const chosen = row.to.value;
    row.to.replaceChildren(
      option("", later.length ? say("Which session?") : say("There is no later session yet")),
      ...later.map(({ id, title, day }) => option(id, [title || id, day].filter(Boolean).join(" · "))),
      ...(to && !later.some(({ id }) => id === to) ? [option(to, to)] : []),
    );
    row.to.value = chosen;
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
