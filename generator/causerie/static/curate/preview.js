/* The recap as visitors will see it: two frames, one shown while the other loads, so that nothing flickers. */
import { make, slot } from "./dom.js";
import { say } from "./words.js";

const PAUSE = 350; // milliseconds after the last change

export class Preview {
  constructor(server) {
    this.server = server;
    this.box = slot("preview");
    this.frames = [this.frame(), this.frame()];
    this.shown = this.frames[0];
    this.box.append(...this.frames);
    this.revision = "";
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", () => this.frames.forEach((each) => this.paint(each)));
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
      this.revision = revision;
      this.paint(next);
      next.contentWindow.scrollTo(0, isReadable(this.shown) ? this.shown.contentWindow.scrollY : 0);
      next.classList.add("is-shown");
      this.shown.classList.remove("is-shown");
      for (const each of this.frames) each.toggleAttribute("inert", each !== next);
      this.shown = next;
      this.refresh(this.wanted);
    };
    next.src = this.server.at(`preview?revision=${encodeURIComponent(revision)}`);
  }

  paint(frame) {
    const body = frame.contentDocument?.body;
    if (body?.dataset.mdColorScheme) body.dataset.mdColorScheme = this.dark.matches ? "slate" : "default";
  }
}

const isReadable = (frame) => frame.contentDocument !== null;
