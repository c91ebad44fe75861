/* The posts by question: drawn once, then hidden, ordered and marked in place. */
import { make, place, rows, setText, slot } from "./dom.js";
import { Filters } from "./filters.js";
import { makePost, setDepth, setReachable, toggleWhy, updatePost } from "./post.js";
import { say } from "./words.js";

const OTHERS = 0;

export class Transcript {
  /** `turnedTo` is called with the number of the question that was chosen above the posts, or null. */
  constructor(turnedTo) {
    this.body = slot("posts");
    this.posts = rows(
      (post) => this.make(post),
      () => {},
    );
    this.sections = rows(makeSection, () => {});
    this.filters = new Filters(() => this.filter(), turnedTo);
    this.sort = "time";
    this.current = "";
    this.visible = [];
    this.order = [];
    this.seen = new Set();
    document.querySelector("select[name=sort]").addEventListener("change", ({ target }) => {
      this.sort = target.value;
      this.arrange();
    });
    this.body.addEventListener("focusin", ({ target }) => {
      const post = target.closest("[data-post]");
      if (post) this.setCurrent(post.dataset.post);
    });
    this.watcher = new IntersectionObserver((entries) => this.notePassed(entries), { root: this.body });
  }

  make(post) {
    const element = makePost(post);
    this.watcher.observe(element);
    return element;
  }

  element = (id) => this.posts.kept.get(id);

  /** Draw a state: everything the first time or when the posts are others, else what differs. */
  draw(state, before) {
    if (!before) this.seen = readSeen(state.session);
    this.state = state;
    this.labels = new Map(state.questions.map(({ number, label }) => [number, label]));
    const chosen = new Set(state.recap.highlights.map(({ post }) => post).filter(Boolean));
    const isOther = !before || before.posts !== state.posts || before.questions !== state.questions;
    if (isOther && before) this.renew(before.posts, state.posts);
    const was = this.chosen ?? new Set();
    this.chosen = chosen;
    if (isOther) {
      this.arrange();
      this.filters.draw(state, !before || before.posts.size !== state.posts.size);
      for (const post of state.posts.values()) this.update(post);
    } else {
      for (const id of new Set([...was, ...chosen]))
        if (was.has(id) !== chosen.has(id)) this.update(state.posts.get(id));
    }
    this.countChosen();
  }

  /** A post whose words or pictures changed is made anew. */
  renew(before, after) {
    for (const [id, post] of after) {
      const old = before.get(id);
      if (old && old !== post && (old.html !== post.html || JSON.stringify(old.media) !== JSON.stringify(post.media)))
        this.posts.kept.delete(id);
    }
  }

  update(post) {
    const element = post && this.element(post.id);
    if (element) updatePost(element, post, { isChosen: this.chosen.has(post.id), labels: this.labels });
  }

  /** Put every post where it belongs: by question, then in threads by time, or by score. */
  arrange() {
    const groups = new Map([...this.state.questions.map(({ number }) => [number, []]), [OTHERS, []]]);
    for (const post of this.state.posts.values())
      (groups.get(post.questions[0] ?? OTHERS) ?? groups.get(OTHERS)).push(post);
    const sections = [...groups].filter(([number, posts]) => posts.length || number !== OTHERS);
    this.sections.show(
      this.body,
      sections.map(([number]) => number),
      (number) => number,
    );
    this.order = [];
    const made = new Set(this.posts.kept.keys());
    for (const [number, posts] of sections) {
      const section = this.sections.kept.get(number);
      const question = this.state.questions.find((each) => each.number === number);
      setText(section.querySelector(".mark"), question?.label ?? "");
      setText(
        section.querySelector(".section__text"),
        question ? question.text : this.state.questions.length ? say("Without a question") : say("All posts"),
      );
      const ordered =
        this.sort === "score"
          ? [...posts].sort((a, b) => (b.score ?? 0) - (a.score ?? 0)).map((post) => [post, 0])
          : thread(posts);
      const elements = ordered.map(([post, depth]) => {
        if (!this.posts.kept.has(post.id)) this.posts.kept.set(post.id, this.make(post));
        made.delete(post.id);
        setDepth(this.element(post.id), depth);
        return this.element(post.id);
      });
      place(section.querySelector("[role=feed]"), elements);
      this.order.push(...ordered.map(([post]) => post.id));
    }
    for (const id of made) this.posts.kept.delete(id);
    this.filter();
  }

  filter() {
    if (this.filters.on.has("unseen") && !this.unseenAt) this.unseenAt = new Set(this.seen);
    if (!this.filters.on.has("unseen")) this.unseenAt = null;
    const isShown = this.filters.matcher({ chosen: this.chosen, seen: this.unseenAt ?? this.seen });
    this.visible = [];
    for (const id of this.order) {
      const show = isShown(this.state.posts.get(id));
      const element = this.element(id);
      if (element.hidden === show) element.hidden = !show;
      if (show) this.visible.push(id);
    }
    for (const section of this.sections.kept.values()) section.hidden = !section.querySelector("article:not([hidden])");
    if (!this.visible.includes(this.current)) this.setCurrent(this.visible[0] ?? "");
    this.countShown();
  }

  countShown() {
    const [n, all] = [this.visible.length, this.order.length];
    setText(slot("posts-count"), n === all ? String(all) : say("{n} of {all} posts", { n, all }));
    slot("posts").classList.toggle("is-empty", !n);
    slot("posts").dataset.empty = all
      ? say("No post fits. Clear the search or the filters.")
      : say("There is no transcript yet. Bring the posts in with causerie import.");
  }

  /** How many of the answers to each question are chosen; the post that asks it is none. */
  countChosen() {
    for (const [number, section] of this.sections.kept) {
      const answers = [...this.state.posts.values()].filter(
        ({ questions, role }) => (questions[0] ?? OTHERS) === number && role !== "question",
      );
      const [n, all] = [answers.filter(({ id }) => this.chosen.has(id)).length, answers.length];
      const plain = number === OTHERS ? String(all) : say("Answers: {n}", { n: all });
      setText(section.querySelector(".section__count"), n ? say("{n} of {all} chosen", { n, all }) : plain);
    }
  }

  setCurrent(id) {
    if (id === this.current && this.element(id)?.tabIndex === 0) return;
    if (this.element(this.current)) setReachable(this.element(this.current), false);
    this.current = id;
    if (this.element(id)) setReachable(this.element(id), true);
  }

  /** Go to the post some steps on; the keyboard's way through. */
  go(step) {
    const isThere = this.element(this.current)?.contains(document.activeElement);
    const at = this.visible.indexOf(this.current) - (isThere || step < 0 ? 0 : 1); // first to the current one
    const id = this.visible[Math.max(0, Math.min(this.visible.length - 1, at + step))];
    if (id) this.focus(id);
  }

  focus(id) {
    const element = this.element(id);
    if (!element) return;
    if (element.hidden) this.filters.clear();
    this.setCurrent(id);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  explain(id) {
    toggleWhy(this.element(id), this.state.posts.get(id));
  }

  notePassed(entries) {
    let isNew = false;
    for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
      const isPassed =
        !isIntersecting && rootBounds && boundingClientRect.height && boundingClientRect.bottom <= rootBounds.top;
      if (!isPassed || this.seen.has(target.dataset.post)) continue;
      this.seen.add(target.dataset.post);
      isNew = true;
    }
    if (isNew) keepSeen(this.state.session, this.seen);
  }
}

function makeSection(number) {
  const title = `section-${number}`;
  return make(
    "section",
    { class: "section", "aria-labelledby": title, "data-section": number },
    make(
      "h3",
      { id: title },
      make("span", { class: "mark" }),
      make("span", { class: "section__text" }),
      make("small", { class: "section__count" }),
    ),
    make("div", { role: "feed", class: "feed", "aria-labelledby": title }),
  );
}

/** Posts in time order with answers below what they answer, each with its depth. */
function thread(posts) {
  const inside = new Set(posts.map(({ id }) => id));
  const answers = new Map();
  const roots = [];
  for (const post of posts) {
    if (!inside.has(post.reply_to) || post.reply_to === post.id) roots.push(post);
    else answers.set(post.reply_to, [...(answers.get(post.reply_to) ?? []), post]);
  }
  const found = [];
  const done = new Set();
  const waiting = roots.map((post) => [post, 0]).reverse();
  while (waiting.length) {
    const [post, depth] = waiting.pop();
    if (done.has(post.id)) continue;
    done.add(post.id);
    found.push([post, depth]);
    for (const answer of (answers.get(post.id) ?? []).toReversed()) waiting.push([answer, depth + 1]);
  }
  return [...found, ...posts.filter(({ id }) => !done.has(id)).map((post) => [post, 0])];
}

const seenKey = ({ chat, id }) => `causerie-seen-${chat}-${id}`;

function readSeen(session) {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(seenKey(session)) ?? "[]"));
  } catch {
    return new Set();
  }
}

function keepSeen(session, seen) {
  try {
    sessionStorage.setItem(seenKey(session), JSON.stringify([...seen]));
  } catch {
    // a browser that keeps nothing; the filter then starts anew with the page
  }
}
