/* A chosen post, a heading or a text between posts, as a row of the recap. */
import { icon, iconButton, make, setText } from "./dom.js";
import { showValue, textField } from "./fields.js";
import { avatar, byline } from "./post.js";
import { say } from "./words.js";

const postOf = (entry, state) => entry.inline ?? state.posts.get(entry.post);

/** A post that is written out in the recap, with the names that posts of the transcript have. */
function asPost(inline) {
  const { author, platform } = inline;
  if (typeof author !== "object") return inline;
  return {
    ...inline,
    author: author.name ?? "",
    handle: author.handle ?? "",
    platform_name: inline.platform_name ?? platform,
    time: (inline.posted ?? "").slice(0, 10),
  };
}

/** The row of a highlight; `store` gets what is written in it. */
export function makeHighlight(entry, store) {
  const row = make("li", { class: `row highlight highlight--${entry.kind}`, tabIndex: -1, "data-uid": entry.uid });
  const grip = make(
    "span",
    { class: "grip", "aria-hidden": "true", title: say("Drag to another place") },
    icon("grip"),
  );
  const more = iconButton("more", say("More for this part"), { "data-act": "row-menu", "aria-haspopup": "true" });
  const main = make("div", { class: "row__main" });
  const insert = iconButton("plus", say("Insert here"), {
    class: "insert",
    "data-act": "insert",
    "aria-haspopup": "true",
  });
  row.append(insert, grip, main, more);
  if (entry.kind === "post") fillPost(row, main, entry, store);
  else fillText(row, main, entry, store);
  return row;
}

function fillPost(row, main, entry, store) {
  const found = postOf(entry, store.state);
  const post = entry.inline ? asPost(entry.inline) : found;
  row.setAttribute(
    "aria-label",
    post ? `${post.author || post.handle}, ${post.time}` : say("A post that the transcript does not hold"),
  );
  if (post) {
    main.append(
      make(
        "div",
        { class: "quote", "data-act": entry.post ? "show-post" : undefined },
        avatar(post),
        make(
          "div",
          {},
          make("p", { class: "by" }, byline(post)),
          make("p", { class: "quote__text", lang: post.lang || undefined, dir: post.dir || "auto" }, post.text ?? ""),
        ),
      ),
    );
  } else
    main.append(make("p", { class: "quote__text" }, say("A post that the transcript does not hold"), ` ${entry.post}`));
  row.alts = (post?.media ?? []).map((media, at) => altField(row, media, at, entry, store)).filter(Boolean);
  main.append(...row.alts.map(({ parentElement }) => parentElement));
  row.doubt = make("span", { class: "doubt__words" });
  const confirm = make(
    "button",
    { type: "button", class: "link", "data-act": "confirm-answer" },
    say("It is an answer"),
  );
  row.doubtful = make("div", { class: "doubt", hidden: true }, icon("help"), make("p", {}, row.doubt, " ", confirm));
  main.append(row.doubtful);
  row.note = textField({
    label: say("Note under this post"),
    placeholder: say("Add a note"),
    value: entry.note ?? "",
    lines: true,
    className: "note",
    save: (text, was) => store.do({ do: "note", key: row.dataset.uid, was, text, writtenIn: row.note }),
  });
  main.append(row.note);
}

/** A picture without a description asks for one. */
function altField(row, { alt, file, type }, at, entry, store) {
  if (alt || type === "video" || type === "audio") return null;
  const source =
    file &&
    `media/${file
      .replace(/^media\//, "")
      .split("/")
      .map(encodeURIComponent)
      .join("/")}`;
  const field = textField({
    label: say("Describe this picture for people who cannot see it"),
    placeholder: say("Describe this picture"),
    className: "alt",
    lines: true,
    save: (text, was) =>
      store.do(
        entry.inline
          ? { do: "alt", key: row.dataset.uid, at, was, text, writtenIn: field }
          : { do: "alt-post", post: entry.post, at, was, text, writtenIn: field },
      ),
  });
  make(
    "div",
    { class: "describe" },
    source ? make("img", { src: source, alt: "", loading: "lazy" }) : icon("eye"),
    field,
  );
  field.at = at;
  return field;
}

function fillText(row, main, entry, store) {
  const isHeading = entry.kind === "heading";
  row.setAttribute("aria-label", isHeading ? say("Heading") : say("Text"));
  row.text = textField({
    label: isHeading ? say("Heading") : say("Text"),
    value: entry.text,
    lines: true,
    isProse: !isHeading,
    className: isHeading ? "between between--heading" : "between",
    save: (text, was) =>
      text.trim()
        ? store.do({ do: "rewrite", key: row.dataset.uid, was, text, writtenIn: row.text })
        : store.do({ do: "unchoose", key: row.dataset.uid }),
  });
  main.append(row.text);
}

/** Bring a row up to date with the records. */
export function updateHighlight(row, entry, store) {
  if (row.note) showValue(row.note, entry.note ?? "");
  if (row.text) showValue(row.text, entry.text ?? "");
  const post = postOf(entry, store.state);
  if (row.doubt) showDoubt(row, entry, post, store);
  const media = post?.media ?? [];
  for (const field of row.alts ?? []) showValue(field, media[field.at]?.alt ?? "");
}

/** What the draft was not sure of, until somebody has confirmed it, moved the post or written below it. */
function showDoubt(row, entry, post, store) {
  const isOpen = post?.doubt && !entry.note && !store.touched.has(entry.uid) && post.questions.includes(entry.question);
  row.doubtful.hidden = !isOpen;
  if (isOpen) setText(row.doubt, post.doubt);
}
