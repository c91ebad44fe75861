/* One post of the transcript as an element; made once, changed where its state changes. */
import { icon, make, setText } from "./dom.js";
import { say } from "./words.js";

const DEEPEST = 3;

/** Who wrote a post: initial, name, badges, handle, time; the same on both sides of the page. */
export function byline(post) {
  const badges = [
    post.is_host && say("Host"),
    post.is_guest && say("Guest"),
    post.is_new && say("Newcomer"),
    post.is_sensitive && say("Sensitive"),
  ].filter(Boolean);
  return [
    make("b", { class: "by__name", dir: "auto" }, post.author || post.handle || say("Unknown")),
    ...badges.map((badge) => make("span", { class: "badge" }, badge)),
    post.handle ? make("span", { class: "by__handle", dir: "auto" }, `@${post.handle}`) : null,
    make("span", { class: "by__time", title: post.platform_name ?? "" }, post.time || ""),
  ];
}

export function avatar(post, properties = {}) {
  const initial = post.initial || (post.author || post.handle || "?").slice(0, 1).toUpperCase();
  return make("span", { class: "avatar", "aria-hidden": "true", ...properties }, initial);
}

/** Pictures that the session's folder holds, and words for those that it does not. */
export function pictures(media) {
  if (!media?.length) return null;
  return make(
    "div",
    { class: "pictures" },
    media.map(({ file, alt, type }) =>
      file
        ? make("img", {
            src: `media/${file
              .replace(/^media\//, "")
              .split("/")
              .map(encodeURIComponent)
              .join("/")}`,
            alt: alt || say("A picture without a description"),
            loading: "lazy",
            decoding: "async",
          })
        : make(
            "span",
            { class: `picture${alt ? "" : " picture--mute"}` },
            alt ? `${say("Picture")}: ${alt}` : say(type === "video" ? "Video" : "Picture"),
          ),
    ),
  );
}

function count(name, number, label) {
  if (!number) return null;
  return make(
    "span",
    { class: "fact", title: label },
    icon(name),
    make("span", { "aria-hidden": "true" }, String(number)),
    make("span", { class: "aside" }, `${label}: ${number}`),
  );
}

function text(post) {
  const element = make("div", { class: "post__text", lang: post.lang || undefined, dir: post.dir || "auto" });
  element.innerHTML = post.html; // made safe by the server; the page's policy lets no script in it run
  for (const link of element.querySelectorAll("a"))
    Object.assign(link, { tabIndex: -1, target: "_blank", rel: "noopener noreferrer nofollow" });
  return element;
}

let decimals;

/** A number as the page's language writes it; making the form anew for each post would take longer than the post. */
function oneDecimal(number) {
  const form = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  decimals ??= new Intl.NumberFormat(document.documentElement.lang, form);
  return decimals.format(number);
}

/** The element of a post. Its buttons are reached by Tab only while it is the current one. */
export function makePost(post) {
  const score =
    typeof post.score === "number"
      ? make(
          "button",
          { type: "button", class: "score", tabIndex: -1, "data-act": "why", "aria-expanded": "false" },
          say("Score {score}", { score: oneDecimal(post.score) }),
        )
      : null;
  const element = make(
    "article",
    {
      class: `post post--${post.role || "other"}`,
      tabIndex: -1,
      "data-post": post.id,
      "aria-label": `${post.author || post.handle || say("Unknown")}, ${post.time}`,
    },
    avatar(post, { title: say("Drag into the recap") }),
    make(
      "div",
      { class: "post__main" },
      make("p", { class: "by" }, byline(post)),
      text(post),
      pictures(post.media),
      make(
        "p",
        { class: "facts" },
        make("button", { type: "button", class: "where", tabIndex: -1, "data-act": "menu", "aria-haspopup": "true" }),
        count("like", post.likes, say("Likes")),
        count("repost", post.reposts, say("Reposts")),
        count("reply", post.replies, say("Replies")),
        score,
        make(
          "span",
          { class: "post__acts" },
          make(
            "button",
            {
              type: "button",
              class: "tool",
              tabIndex: -1,
              "data-act": "menu",
              "aria-haspopup": "true",
              "aria-label": say("More for this post"),
              title: say("More"),
            },
            icon("more"),
          ),
          make(
            "button",
            { type: "button", class: "choose", tabIndex: -1, "data-act": "choose", "aria-pressed": "false" },
            icon("plus"),
            make("span", { class: "choose__word" }),
          ),
        ),
      ),
    ),
  );
  return element;
}

/** Shows what may change: whether it is chosen, which question it answers, how deep it stands in its thread. */
export function updatePost(element, post, { isChosen, labels }) {
  const button = element.querySelector(".choose");
  if (button.getAttribute("aria-pressed") !== String(isChosen) || !button.lastChild.textContent) {
    element.classList.toggle("is-chosen", isChosen);
    button.setAttribute("aria-pressed", String(isChosen));
    button.setAttribute("aria-label", `${isChosen ? say("Chosen") : say("Choose")}: ${post.author || post.handle}`);
    button.querySelector("use").setAttribute("href", isChosen ? "#check" : "#plus");
    setText(button.lastChild, isChosen ? say("Chosen") : say("Choose"));
  }
  const where = element.querySelector(".where");
  const names = post.questions.map((number) => labels.get(number) ?? number).join(" ");
  setText(where, names || say("No question"));
  where.setAttribute("aria-label", `${say("Question of this post")}: ${names || say("No question")}`);
  where.classList.toggle("where--none", !names);
}

export function setDepth(element, depth) {
  const value = String(Math.min(depth, DEEPEST));
  if (element.dataset.depth !== value) element.dataset.depth = value;
}

/** Opens or closes what a score is made of. */
export function toggleWhy(element, post) {
  const button = element.querySelector(".score");
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen) element.querySelector(".why")?.remove();
  else
    button.closest(".facts").after(make("p", { class: "why", role: "note" }, post.why || say("Nothing stands out.")));
}

/** Makes its buttons reachable by Tab, or takes that back. */
export function setReachable(element, isCurrent) {
  element.tabIndex = isCurrent ? 0 : -1;
  for (const inner of element.querySelectorAll("button, a")) inner.tabIndex = isCurrent ? 0 : -1;
}
