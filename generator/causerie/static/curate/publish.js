/* Publishing: what is missing, the day, where the recap is then, and what brings it to the web. */
import { checkLines, commandLine, setupLines } from "./commands.js";
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
  const again = () => document.hidden || check(); // whoever comes back may have put something right in an editor
  const dialog = openDialog(say("Publish"), box, {
    className: "dialog--publish",
    closed: () => {
      store.seen = null;
      removeEventListener("focus", again);
    },
  });
  const [places, way, checks, commands] = ["places", "under", "steps", "commands"].map((name) =>
    make(name === "steps" ? "ul" : name === "under" ? "p" : "div", { class: name }),
  );
  const draw = () => {
    const { missing, recap } = store.state;
    places.hidden = !recap.published;
    box.replaceChildren(
      missing.length
        ? section(say("Still missing"), ...missingList(missing, dialog, goTo))
        : make("p", { class: "all-good" }, icon("check"), " ", say("Nothing is missing in the recap.")),
      section(say("1. In your files"), publishLine(store, recap, toTakeaway), places),
      section(say("2. On the web"), way, checks, commands),
    );
  };
  const toTakeaway = ({ key }) => {
    dialog.close();
    goTo({ what: "takeaways", key });
  };
  draw();
  store.seen = () => {
    draw();
    check();
  };
  let asked = 0;
  let shown = "";
  const check = async () => {
    const mine = ++asked;
    const { status, body } = await server
      .post("publish-check")
      .catch((error) => ({ status: 0, body: { error: error.message } }));
    if (!dialog.open || mine !== asked) return;
    if (status !== 200) return checks.replaceChildren(make("li", { class: "step step--bad" }, body.error));
    places.replaceChildren(...placeLines(body));
    checks.replaceChildren(...checkLines(body.steps));
    const { setup = [], commands: every, is_good: isReady } = body;
    const runs = every.some((command) => command.includes("gh-deploy"));
    way.textContent = !isReady
      ? say("Visitors see it once the site is published. What that takes is marked with a cross.")
      : say("Visitors see it once you press “{run}” below, or type the last line in a terminal.", {
          run: say("Run it here…"),
        });
    const wanted = JSON.stringify([setup, every, isReady]);
    if (shown === wanted || commands.querySelector(".is-running")) return;
    shown = wanted;
    commands.replaceChildren(
      ...setupLines(setup),
      runs ? "" : make("p", { class: "under" }, say("Another web server needs no Git: copy to it what this makes.")),
      ...every.map((command) => commandLine(command, { server, check, isReady })),
    );
  };
  addEventListener("focus", again);
  check();
}

/** Where the recap is found. */
function placeLines({ preview, public: address }) {
  const line = (words, href) =>
    href
      ? make("p", { class: "place" }, `${words} `, make("a", { href, target: "_blank", rel: "noopener" }, href))
      : null;
  const lines = [
    line(say("While mkdocs serve runs, you see it at"), preview),
    line(say("Once the site is published, everybody sees it at"), address),
  ];
  return lines.filter(Boolean);
}

const section = (title, ...inside) => make("section", {}, make("h3", {}, title), ...inside);

function missingList(missing, dialog, goTo) {
  const byText = Map.groupBy(missing, ({ text }) => text);
  const go = (place) => {
    dialog.close();
    goTo(place);
  };
  const lines = [...byText.values()].map(([first, ...others]) =>
    make(
      "li",
      {},
      make("button", { type: "button", class: "link", onclick: () => go(first) }, first.text),
      others.length ? ` × ${others.length + 1}` : "",
      first.needed ? make("span", { class: "badge" }, say("Needed")) : null,
    ),
  );
  const isFree = !missing.some(({ needed }) => needed);
  return [
    make("ul", { class: "missing" }, lines),
    isFree && make("p", { class: "under" }, say("You may publish without it.")),
  ].filter(Boolean);
}

function publishLine(store, recap, toTakeaway) {
  const day = make("input", { type: "date", id: "publish-day", value: recap.published || today() });
  const publish = make(
    "button",
    { type: "button", class: "button button--main" },
    recap.published ? say("Change the day") : say("Set as published"),
  );
  const set = async () => {
    publish.disabled = true;
    if (await store.do({ do: "publish", on: day.value || today() }))
      sayAloud(say("Set as published. The site is built with it from now on."));
    publish.disabled = false;
  };
  const meaning = say("The takeaways are all only proposed, and visitors will see none of them.");
  const question = make("div", { class: "publish__question", role: "group", "aria-label": meaning });
  publish.addEventListener("click", () => {
    const { takeaways } = recap;
    if (recap.published || !takeaways.length || takeaways.some(({ proposed }) => !proposed)) return set();
    const [choose, without] = [say("Choose takeaways"), say("Publish without takeaways")].map((label, at) =>
      make("button", { type: "button", class: at ? "button" : "button button--main" }, label),
    );
    choose.addEventListener("click", () => toTakeaway(takeaways[0]));
    without.addEventListener("click", set);
    question.replaceChildren(
      make("p", { class: "warning" }, meaning),
      make("p", { class: "publish__day" }, choose, without),
    );
    publish.hidden = true;
    choose.focus();
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
    question,
  );
}
