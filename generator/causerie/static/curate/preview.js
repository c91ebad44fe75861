/* The recap as visitors will see it: two frames, one shown while the other loads, so that nothing flickers;
   it goes to what has changed. */
import { make, slot } from "./dom.js";
import { say } from "./words.js";

const PAUSE = 350; // milliseconds after the last change
const GLOW = 1600; // milliseconds that what changed is tinted
const ABOVE = 16; // pixels above a question that is shown
const QUESTION = ".c-question";
const PARTS = "h1, h2, h3, h4, p, li, dt, dd, figure";

export class Preview {
  constructor(server) {
    this.server = server;
    this.box = slot("preview");
    this.frames = [this.frame(), this.frame()];
    this.shown = this.frames[0];
    this.box.append(...this.frames);
    this.revision = "";
    this.label = "";
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", () => this.frames.forEach((each) => this.paint(each)));
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** Without scripts; of the same origin only so that its place is kept when it is drawn anew. */
  frame() {
    return make("iframe", {
      sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
      title: say("The recap as visitors will see it"),
      class: "preview__frame",
    });
  }

  isOpen = () => this.box.offsetParent !== null;

  /** Draw the preview soon, if what it shows is not this revision. */
  refresh(revision) {
    this.wanted = revision;
    clearTimeout(this.timer);
    if (!this.isOpen() || this.revision === revision) return;
    this.timer = setTimeout(() => this.load(), PAUSE);
  }

  load() {
    if (this.isLoading) return; // what comes meanwhile is drawn when this one is there
    this.isLoading = true;
    const revision = this.wanted;
    const next = this.frames.find((each) => each !== this.shown);
    next.onload = () => {
      this.isLoading = false;
      if (!isReadable(next)) return; // the server is away; the next change asks again
      const before = this.revision && isReadable(this.shown) ? this.shown : null;
      this.revision = revision;
      this.paint(next);
      next.contentWindow.scrollTo({ top: before?.contentWindow.scrollY ?? 0, behavior: "instant" });
      next.classList.add("is-shown");
      this.shown.classList.remove("is-shown");
      for (const each of this.frames) each.toggleAttribute("inert", each !== next);
      this.shown = next;
      if (before) this.follow(next, findChange(partsOf(before), partsOf(next)));
      if (this.label) this.show(this.label);
      this.refresh(this.wanted);
    };
    next.src = this.server.at(`preview?revision=${encodeURIComponent(revision)}`);
  }

  /** Shows the part of a question, by its label, once there is something to show; nothing where the recap has none. */
  show(label) {
    this.label = label;
    if (!this.isOpen() || !this.revision || !isReadable(this.shown)) return;
    this.label = "";
    const view = this.shown.contentWindow;
    const marks = view.document.querySelectorAll(`${QUESTION} .c-timeline__mark`);
    const heading = [...marks].find(({ textContent }) => textContent.trim() === label)?.closest(QUESTION);
    if (!heading) return;
    view.scrollTo({ top: view.scrollY + heading.getBoundingClientRect().top - ABOVE, behavior: "instant" });
  }

  /** Shows the part that changed: gently, and not to those who want no motion; focus stays where it is. */
  follow({ contentWindow: view }, part) {
    if (!part) return;
    const { top, bottom } = part.getBoundingClientRect();
    if (top < 0 || bottom > view.innerHeight) {
      const goal = view.scrollY + top - Math.max(24, (view.innerHeight - (bottom - top)) / 3);
      view.scrollTo({ top: goal, behavior: this.still.matches ? "instant" : "smooth" });
    }
    if (this.still.matches) return;
    const tint = { backgroundColor: "color-mix(in srgb, currentColor 14%, transparent)" };
    part.animate([tint, { backgroundColor: "transparent" }], { duration: GLOW, easing: "ease-out" });
  }

  paint(frame) {
    const body = frame.contentDocument?.body;
    if (body?.dataset.mdColorScheme) body.dataset.mdColorScheme = this.dark.matches ? "slate" : "default";
  }
}

const isReadable = (frame) => frame.contentDocument !== null;

/** The outermost parts of a recap, in their order. */
const partsOf = (frame) =>
  [...frame.contentDocument.querySelectorAll(PARTS)].filter((each) => !each.parentElement.closest(PARTS));

/** The part that is new, other, or elsewhere than before; where one went, what stands there now;
    null where all is as it was. */
function findChange(before, after) {
  const [old, now] = [before, after].map((parts) => parts.map(({ outerHTML }) => outerHTML));
  const known = new Set(old);
  const fresh = now.findIndex((html) => !known.has(html));
  if (fresh >= 0) return after[fresh];
  const begin = now.findIndex((html, at) => html !== old[at]);
  if (begin < 0) return old.length > now.length ? after.at(-1) : null;
  if (old.length !== now.length) return after[begin];
  const [down, up] = [now.indexOf(old[begin], begin), old.indexOf(now[begin], begin)];
  return after[down > up ? down : begin]; // what moved went farther than what made room for it
}
