/* A form for a post that no export holds: pasted from the web, or looked up at its platform when the host allows it. */
import { readAddress } from "./addresses.js";
import { make } from "./dom.js";
import { formActs, labelled, openDialog } from "./dialogs.js";
import { clearError, onEnter, showError } from "./fields.js";
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
function guessPlatform(url) {
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

/** Opens the form; its post comes before a highlight, or at the end of its group. */
export function openPaste(store, server, group, before = null) {
  const field = (name, label, properties = {}, tag = "input") => {
    const input = make(tag, { name, autocomplete: "off", dir: "auto", ...properties });
    input.addEventListener("input", () => clearError(input));
    return [input, labelled(label, input)];
  };
  const [url, urlBox] = field("url", say("Address of the post"), {
    inputMode: "url",
    placeholder: "https://",
  });
  const [platform, platformBox] = field("platform", say("Platform"), {}, "select");
  platform.append(...Object.entries(PLATFORMS).map(([value, label]) => make("option", { value }, label)));
  const [name, nameBox] = field("name", say("Author's name"));
  const [handle, handleBox] = field("handle", say("Author's handle"));
  const [text, textBox] = field("text", say("What it says"), { rows: 5 }, "textarea");
  const [posted, postedBox] = field("posted", say("When it was posted"), { type: "datetime-local" });
  const says = make("p", { class: "under", role: "status" });
  const lookUp = make("button", { type: "button", class: "button" }, say("Look up"));
  let when = "";
  posted.addEventListener("input", () => {
    when = "";
  });
  url.addEventListener("input", () => {
    const address = readAddress(url.value.trim());
    platform.value = guessPlatform(address);
    if (!handle.value || handle.isGuess) [handle.value, handle.isGuess] = [guessHandle(address), true];
  });
  handle.addEventListener("input", () => {
    handle.isGuess = false;
  });
  lookUp.addEventListener("click", async () => {
    if (!isWhole([url])) return;
    says.textContent = say("Looking it up…");
    const { status, body } = await server
      .post("look-up", { url: readAddress(url.value.trim()) })
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
    make("div", {}, make("div", { class: "form__line" }, urlBox, lookUp), says),
    make("div", { class: "form__pair" }, nameBox, handleBox),
    textBox,
    make("div", { class: "form__pair" }, postedBox, platformBox),
    formActs(() => dialog.close(), say("Add to the recap")),
  );
  onEnter(text, true, () => form.requestSubmit());
  const refuse = (wrong, message) => {
    showError(wrong, message);
    wrong.focus();
    return true;
  };
  /** Whether fields have what they need; the first that has not says so. */
  const isWhole = (needed) => {
    const wrong = needed.find((each) => !(each === url ? readAddress(url.value.trim()) : each.value.trim()));
    const wanted = wrong === url ? "Write an address, like https://label.example/guide." : "Write something here.";
    if (wrong) refuse(wrong, say(wanted));
    return !wrong;
  };
  const add = form.querySelector(".button--main");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (add.disabled || !isWhole([url, name, text])) return;
    const own = handle.value.trim().replace(/^@/, "");
    const post = {
      platform: platform.value,
      url: readAddress(url.value.trim()),
      author: { name: name.value.trim(), handle: own, url: "" },
      text: text.value.trim(),
      posted: when || (posted.value ? `${posted.value}:00` : ""),
    };
    const writtenIn = {
      refuse: (message) => form.isConnected && refuse(form.elements[/'(\w+)'/.exec(message)?.[1]] ?? url, message),
    };
    add.disabled = true;
    const at = placeIn(group, before, store.state.recap.highlights);
    const isDone = await store.do({ do: "paste", post, ...at, writtenIn });
    add.disabled = false;
    if (isDone) dialog.close();
  });
  const dialog = openDialog(say("Paste a post"), form);
  url.focus();
}
