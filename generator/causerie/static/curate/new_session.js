/* A new session on the schedule's next free day, made from its title. */
import { make } from "./dom.js";
import { tell } from "./messages.js";
import { say } from "./words.js";

const field = (label, input, hint) =>
  make(
    "div",
    { class: "field" },
    make("label", { for: input.id }, label, hint ? make("small", {}, ` ${hint}`) : null),
    input,
  );

/** The form; the page of the new session opens when it is made. */
export function newSession(server) {
  const title = make("input", { autocomplete: "off", id: "new-title", dir: "auto" });
  const start = make("input", { autocomplete: "off", id: "new-start" });
  server
    .get("new-session")
    .then((slot) => {
      start.value = slot.start ?? "";
    })
    .catch(() => {}); // a chat without a schedule has no next day
  const create = make("button", { type: "button", class: "button" }, say("Make it"));
  create.addEventListener("click", async () => {
    if (!title.value.trim()) return title.focus();
    const wanted = { title: title.value.trim(), start: start.value.trim() };
    const { status, body } = await server.post("new-session", wanted);
    if (status === 200) location.assign(body.url);
    else tell(body.error, { isBad: true });
  });
  return make(
    "div",
    { class: "form__line" },
    field(say("Title"), title),
    field(say("Start"), start, say("the next free day of the schedule")),
    create,
  );
}
