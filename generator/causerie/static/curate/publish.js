/* Publishing: what is missing, the day, the checks, the commands.
   Nothing is put on the web without two clicks that say so. */
import { icon, make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { flushAll } from "./fields.js";
import { sayAloud } from "./messages.js";
import { say } from "./words.js";

const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
};

/** Opens the dialog; `goTo` takes one to the place where something is missing. */
export function openPublish(store, server, goTo) {
  flushAll();
  const box = make("div", { class: "publish" });
  const dialog = openDialog(say("Publish"), box, {
    className: "dialog--publish",
    closed: () => {
      store.seen = null;
    },
  });
  const checks = make("ul", { class: "steps" });
  const commands = make("div", { class: "commands" });
  const draw = () => {
    const { missing, recap } = store.state;
    box.replaceChildren(
      missing.length
        ? section(say("Still missing"), missingList(missing, dialog, goTo))
        : make("p", { class: "all-good" }, icon("check"), " ", say("Nothing is missing.")),
      section(say("1. In your files"), publishLine(store, recap)),
      section(
        say("2. On the web"),
        make("p", { class: "under" }, say("The site changes only when you run this, here or in a terminal.")),
        checks,
        commands,
      ),
    );
  };
  draw();
  store.seen = () => {
    draw();
    check();
  };
  const check = async () => {
    const { status, body } = await server
      .post("publish-check")
      .catch((error) => ({ status: 0, body: { error: error.message } }));
    if (!dialog.open) return;
    if (status !== 200) return checks.replaceChildren(make("li", { class: "step step--bad" }, body.error));
    checks.replaceChildren(...body.steps.map(stepLine));
    if (!commands.hasChildNodes()) commands.append(...body.commands.map((command) => commandLine(command, server)));
  };
  check();
}

const section = (title, ...inside) => make("section", {}, make("h3", {}, title), ...inside);

function missingList(missing, dialog, goTo) {
  const byText = Map.groupBy(missing, ({ text }) => text);
  return make(
    "ul",
    { class: "missing" },
    [...byText.values()].map((alike) =>
      make(
        "li",
        {},
        make(
          "button",
          {
            type: "button",
            class: "link",
            onclick: () => {
              dialog.close();
              goTo(alike[0]);
            },
          },
          alike[0].text,
        ),
        alike.length > 1 ? ` × ${alike.length}` : "",
      ),
    ),
  );
}

function publishLine(store, recap) {
  const day = make("input", { type: "date", id: "publish-day", value: recap.published || today() });
  const publish = make(
    "button",
    { type: "button", class: "button button--main" },
    recap.published ? say("Change the day") : say("Set as published"),
  );
  publish.addEventListener("click", async () => {
    publish.disabled = true;
    if (await store.do({ do: "publish", on: day.value || today() }))
      sayAloud(say("Set as published. The site is built with it from now on."));
    publish.disabled = false;
  });
  const back =
    recap.published &&
    make("button", { type: "button", class: "button", onclick: () => store.do({ do: "unpublish" }) }, say("Take back"));
  return make(
    "div",
    {},
    recap.published
      ? make("p", { class: "all-good" }, icon("check"), " ", say("Published on {day}", { day: recap.published }))
      : null,
    make("p", { class: "publish__day" }, make("label", { for: "publish-day" }, say("Day")), day, publish, back || null),
  );
}

function stepLine({ text, is_good: isGood, hint }) {
  return make(
    "li",
    { class: `step step--${isGood ? "good" : "bad"}` },
    icon(isGood ? "check" : "drop"),
    make(
      "span",
      {},
      make("span", { class: "aside" }, isGood ? say("Good:") : say("Not yet:")),
      " ",
      text,
      !isGood && hint ? make("small", {}, hint) : null,
    ),
  );
}

function commandLine(command, server) {
  const code = make("code", {}, command);
  const copy = make("button", { type: "button", class: "button" }, say("Copy"));
  copy.addEventListener("click", () => copyText(code, command, copy));
  const part = make("div", { class: "command" }, make("p", { class: "command__line" }, code, copy));
  if (command.includes("gh-deploy")) part.append(...runner(server));
  return part;
}

async function copyText(code, text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("Copied");
  } catch {
    getSelection().selectAllChildren(code);
  }
}

/** A button that must be pressed twice, and says in between what it will do. */
function runner(server) {
  const output = make("pre", {
    class: "output",
    hidden: true,
    tabIndex: 0,
    role: "log",
    "aria-label": say("What the command says"),
  });
  const run = make("button", { type: "button", class: "button" }, say("Run it here…"));
  const warning = make("p", { class: "warning", role: "alert" });
  let isArmed = false;
  run.addEventListener("click", async () => {
    if (!isArmed) {
      isArmed = true;
      warning.textContent = say("This builds the site and puts it on the web, for everybody to see.");
      run.textContent = say("Yes, put it on the web");
      run.classList.add("button--bad");
      return;
    }
    run.disabled = true;
    output.textContent = "";
    output.hidden = false;
    try {
      await server.stream("deploy", (text) => {
        output.append(text);
        output.scrollTop = output.scrollHeight;
      });
      warning.textContent = "";
    } catch (error) {
      warning.textContent = error.message;
    }
    [run.disabled, isArmed] = [false, false];
    run.textContent = say("Run it here…");
    run.classList.remove("button--bad");
  });
  return [warning, run, output];
}
