/* Which posts are shown: search, filters and the row of questions. */
import { make, setText, slot } from "./dom.js";
import { say } from "./words.js";

const NO_QUESTION = "none";

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Filters that are on or off: what they are called and which posts they keep. */
const SWITCHES = {
  picture: ["With a picture", (post) => post.media?.length > 0],
  unassigned: ["Without a question", (post) => !post.questions.length],
  newcomers: ["Newcomers", (post) => post.is_new],
  hosts: ["Hosts", (post) => post.is_host],
  chosen: ["Chosen", (post, { chosen }) => chosen.has(post.id)],
  unseen: ["Not yet seen", (post, { seen }) => !seen.has(post.id)],
};

export class Filters {
  /** `changed` is called when the choice of posts is another, `turnedTo` with the question that was chosen. */
  constructor(changed, turnedTo) {
    Object.assign(this, { changed, turnedTo });
    this.words = [];
    this.question = "";
    this.author = "";
    this.platform = "";
    this.on = new Set();
    this.folded = new Map();
    this.unseen = new Set();
    const search = document.querySelector("input[name=search]");
    search.addEventListener("input", () => {
      this.words = fold(search.value).split(/\s+/).filter(Boolean);
      changed();
    });
  }

  /** The panel and the row of questions, made of what the posts have. */
  draw({ posts, questions }, isAlsoPanel) {
    this.drawPills(questions, posts);
    if (isAlsoPanel) this.drawPanel([...posts.values()]);
  }

  drawPills(questions, posts) {
    const numbers = [...posts.values()]
      .filter(({ role }) => role !== "question")
      .flatMap((post) => (post.questions.length ? post.questions : [NO_QUESTION]));
    const counts = new Map();
    for (const number of numbers) counts.set(String(number), (counts.get(String(number)) ?? 0) + 1);
    const pill = (value, label, title, number) =>
      make(
        "button",
        {
          type: "button",
          class: "pill",
          title,
          "data-question": value,
          "aria-pressed": String(this.question === value),
        },
        label,
        make("small", {}, ` ${number}`),
      );
    const pills = [
      pill("", say("All"), say("All"), posts.size),
      ...questions.map(({ number, label, text }) => {
        const n = counts.get(String(number)) ?? 0;
        return pill(String(number), label, `${text} (${say("Answers: {n}", { n })})`, n);
      }),
    ];
    if (questions.length && counts.has(NO_QUESTION))
      pills.push(pill(NO_QUESTION, say("Others"), say("Without a question"), counts.get(NO_QUESTION)));
    const state = pills.map((each) => each.outerHTML).join("");
    if (state === this.pillsShown) return;
    this.pillsShown = state;
    const focused = document.activeElement?.closest?.("[data-question]")?.dataset.question;
    slot("pills").replaceChildren(...pills);
    if (focused !== undefined) slot("pills").querySelector(`[data-question="${focused}"]`)?.focus();
    slot("pills").onclick = ({ target }) => {
      const chosen = target.closest("[data-question]");
      if (!chosen) return;
      this.setQuestion(chosen.dataset.question);
      this.turnedTo(Number(chosen.dataset.question) || null);
    };
  }

  setQuestion(value) {
    this.question = value;
    for (const pill of slot("pills").children)
      pill.setAttribute("aria-pressed", String(pill.dataset.question === value));
    this.changed();
  }

  drawPanel(posts) {
    const options = (values) => values.map(([value, label]) => make("option", { value }, label));
    const counted = (key) => {
      const found = new Map();
      for (const post of posts) found.set(key(post), (found.get(key(post)) ?? 0) + 1);
      return [...found].sort((a, b) => b[1] - a[1]);
    };
    const names = new Map(posts.map((post) => [post.handle || post.author, post.author || post.handle]));
    const authors = counted((post) => post.handle || post.author).map(([id, n]) => [id, `${names.get(id)} (${n})`]);
    const platforms = [...new Map(posts.map((post) => [post.platform, post.platform_name]))];
    const select = (name, label, values) =>
      make(
        "label",
        { class: "field" },
        make("span", {}, label),
        make(
          "select",
          {
            name,
            onchange: ({ target }) => {
              this[name] = target.value;
              this.changed();
            },
          },
          make("option", { value: "" }, say("All")),
          options(values),
        ),
      );
    const switches = Object.entries(SWITCHES).map(([name, [label]]) =>
      make(
        "button",
        {
          type: "button",
          class: "switch",
          "data-switch": name,
          "aria-pressed": String(this.on.has(name)),
          onclick: ({ currentTarget }) => this.toggle(name, currentTarget),
        },
        say(label),
      ),
    );
    document
      .getElementById("filters")
      .replaceChildren(
        make("div", { class: "switches" }, switches),
        make(
          "div",
          { class: "selects" },
          select("author", say("Author"), authors),
          platforms.length > 1 ? select("platform", say("Platform"), platforms) : null,
        ),
        make("button", { type: "button", class: "quiet", onclick: () => this.clear() }, say("Clear all filters")),
      );
  }

  toggle(name, button) {
    if (!this.on.delete(name)) this.on.add(name);
    button.setAttribute("aria-pressed", String(this.on.has(name)));
    this.changed();
  }

  clear() {
    this.on.clear();
    [this.author, this.platform, this.words] = ["", "", []];
    document.querySelector("input[name=search]").value = "";
    for (const select of document.querySelectorAll("#filters select")) select.value = "";
    for (const button of document.querySelectorAll("#filters [data-switch]"))
      button.setAttribute("aria-pressed", "false");
    this.setQuestion("");
  }

  /** A test for posts. `seen` is what was seen when the filter was set, so that nothing goes while it is read. */
  matcher(facts) {
    const tests = [...this.on].map((name) => SWITCHES[name][1]);
    if (this.question === NO_QUESTION) tests.push((post) => !post.questions.length);
    else if (this.question) tests.push((post) => post.questions.includes(Number(this.question)));
    if (this.author) tests.push((post) => (post.handle || post.author) === this.author);
    if (this.platform) tests.push((post) => post.platform === this.platform);
    if (this.words.length) tests.push((post) => this.words.every((word) => this.foldedText(post).includes(word)));
    const number = this.on.size + Boolean(this.author) + Boolean(this.platform);
    setText(slot("filters"), number ? String(number) : "");
    return (post) => tests.every((test) => test(post, facts));
  }

  foldedText(post) {
    if (!this.folded.has(post.id)) this.folded.set(post.id, fold(`${post.author} ${post.handle} ${post.text}`));
    return this.folded.get(post.id);
  }
}
