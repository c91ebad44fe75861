/* A form for a post that no export holds: pasted from the web, or looked up at its platform when the host allows it. */
import { make } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { placeIn } from "./places.js";
import { say } from "./words.js";

const PLATFORMS = {
  x: "X",
  mastodon: "Mastodon",
  bluesky: "Bluesky",
  threads: "Threads",
  linkedin: "LinkedIn",
  web: "Web",
};

/** Which platform an address belongs to, as far as one can tell from it. */
export function guessPlatform(url) {
  const [, host = "", path = ""] = /^https?:\/\/(?:www\.|mobile\.)?([^/]+)(.*)/.exec(url) ?? [];
  if (/^(x|twitter)\.com$/.test(host)) return "x";
  if (host === "bsky.app") return "bluesky";
  if (/^threads\.(net|com)$/.test(host)) return "threads";
  if (/(^|\.)linkedin\.com$/.test(host)) return "linkedin";
  return /^\/@[^/]+\/\d+/.test(path) ? "mastodon" : "web";
}

function guessHandle(url) {
  const found = /^https?:\/\/(?:www\.|mobile\.)?([^/]+)\/(?:@|profile\/)?([^/]+)/.exec(url);
  if (!found) return "";
  const platform = guessPlatform(url);
  return platform === "mastodon"
    ? `${found[2]}@${found[1]}`
    : platform === "web" || platform === "linkedin"
      ? ""
      : found[2];
}

export function openPaste(store, server, group) {
  const field = (name, label, properties = {}, tag = "input") => {
    const input = make(tag, { name, id: `paste-${name}`, autocomplete: "off", dir: "auto", ...properties });
    return [input, make("div", { class: "field" }, make("label", { for: input.id }, label), input)];
  };
  const [url, urlBox] = field("url", say("Address of the post"), {
    type: "url",
    required: true,
    placeholder: "https://",
  });
  const [platform, platformBox] = field("platform", say("Platform"), {}, "select");
  platform.append(...Object.entries(PLATFORMS).map(([value, label]) => make("option", { value }, label)));
  const [name, nameBox] = field("name", say("Author's name"), { required: true });
  const [handle, handleBox] = field("handle", say("Author's handle"));
  const [text, textBox] = field("text", say("What it says"), { required: true, rows: 5 }, "textarea");
  const [posted, postedBox] = field("posted", say("When it was posted"), { type: "datetime-local" });
  const says = make("p", { class: "under", role: "status" });
  const lookUp = make("button", { type: "button", class: "button" }, say("Look up"));
  let when = "";
  posted.addEventListener("input", () => {
    when = "";
  });
  url.addEventListener("input", () => {
    platform.value = guessPlatform(url.value.trim());
    if (!handle.value || handle.isGuess) [handle.value, handle.isGuess] = [guessHandle(url.value.trim()), true];
  });
  handle.addEventListener("input", () => {
    handle.isGuess = false;
  });
  lookUp.addEventListener("click", async () => {
    if (!url.value.trim()) return url.focus();
    says.textContent = say("Looking it up…");
    const { status, body } = await server
      .post("look-up", { url: url.value.trim() })
      .catch((error) => ({ status: 0, body: { error: error.message } }));
    says.textContent = status === 200 ? say("Found. Please compare it with the original.") : body.error;
    if (status !== 200) return text.focus();
    if (body.platform) platform.value = body.platform;
    name.value = body.author?.name ?? body.author ?? name.value;
    handle.value = body.author?.handle ?? body.handle ?? handle.value;
    text.value = body.text ?? text.value;
    when = body.posted ?? "";
    posted.value = when.slice(0, 16);
  });
  const form = make(
    "form",
    { class: "form" },
    make("div", { class: "form__line" }, urlBox, lookUp),
    says,
    make("div", { class: "form__pair" }, nameBox, handleBox),
    textBox,
    make("div", { class: "form__pair" }, postedBox, platformBox),
    make(
      "p",
      { class: "dialog__acts" },
      make("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("Cancel")),
      make("button", { class: "button button--main" }, say("Add to the recap")),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const own = handle.value.trim().replace(/^@/, "");
    const post = {
      platform: platform.value,
      url: url.value.trim(),
      author: { name: name.value.trim(), handle: own, url: "" },
      text: text.value.trim(),
      posted: when || (posted.value ? `${posted.value}:00` : ""),
    };
    dialog.close();
    store.do({ do: "paste", post, ...placeIn(group, null, store.state.recap.highlights) });
  });
  const dialog = openDialog(say("Paste a post"), form);
  url.focus();
}
