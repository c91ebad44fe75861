/* The page's copy of the records: what the server said last,
   and on top of it the changes that it has not yet answered. */
import { apply } from "./operations.js";

const LISTS = ["highlights", "takeaways", "resources", "unanswered"];
const OWN_ADDRESS = ["undo", "redo", "skip-undo", "skip-redo"]; // all else is a change
const FINAL = [200, 409, 413, 422]; // what the server has decided; anything else may be otherwise later
const PATIENCE = 2500; // milliseconds until an unanswered change is sent again
let made = 0;
const newUid = () => `e${++made}`;

/** Entries keep their `uid` on this page while their keys change with what they say. */
function carryOver(before, after) {
  const known = new Map(before.filter(({ key }) => key).map(({ key, uid }) => [key, uid]));
  const entries = after.map((entry) => ({ ...entry, uid: known.get(entry.key) }));
  const taken = new Set(entries.map(({ uid }) => uid));
  const lost = before.filter(({ uid }) => !taken.has(uid));
  const fresh = entries.filter(({ uid }) => !uid);
  for (const [i, entry] of fresh.entries()) entry.uid = (lost.length === fresh.length && lost[i].uid) || newUid();
  return entries;
}

/** What an operation is about: where one was refused, the fault lasts until the same thing is saved. */
const aboutOf = ({ do: act, key, field, post }) =>
  [key ?? act.replace("skip-", ""), field ?? (typeof post === "string" ? post : "")].join(" ");

export class Store {
  /** `show(state, before)` draws; `hear` is told {saving, refused, conflict}. */
  constructor(server, { show, saving, refused, conflict }) {
    Object.assign(this, { server, show, saving, refused, conflict });
    this.base = null;
    this.state = null;
    this.pending = [];
    this.isSending = false;
    this.latest = null; // the last operation that was saved, and the step that undo knows it by
    this.faults = new Set();
    this.touched = new Set(); // the entries that were chosen or put somewhere on this page: nobody doubts these
  }

  async open() {
    this.receive(await this.server.get("state"));
    this.watch();
  }

  /** Do something: it shows now, and is saved as soon as the server has answered what came before. */
  do(operation) {
    const own = { ...operation, uid: newUid() };
    if (["choose", "move"].includes(own.do)) this.touched.add(own.key ?? own.uid);
    return new Promise((resolve) => {
      this.pending.push({ operation: own, resolve });
      this.draw();
      this.send();
    });
  }

  /** Whether an operation is the last step of all, also of other windows: what undo takes back. */
  isLatest(uid) {
    const waiting = this.pending.at(-1);
    if (waiting) return waiting.operation.uid === uid;
    return this.latest?.uid === uid && this.latest.step === this.base.undo_step;
  }

  /** Whether what was refused is still not as it should be. */
  isAtFault = (operation) => this.faults.has(aboutOf(operation));

  undo = () => this.do({ do: "undo" });
  redo = () => this.do({ do: "redo" });

  receive(answer, operation) {
    const expected = operation && this.base ? apply(this.base, operation) : this.base;
    const next = { ...this.base, ...answer };
    next.posts = this.readPosts(answer);
    next.recap = { ...answer.recap };
    for (const list of LISTS) next.recap[list] = carryOver(expected?.recap[list] ?? [], answer.recap[list] ?? []);
    this.base = next;
    this.draw();
  }

  readPosts({ posts, changed_posts: changed, gone_posts: gone }) {
    const all = posts ? new Map(posts.map((post) => [post.id, post])) : new Map(this.base.posts);
    for (const post of changed ?? []) all.set(post.id, post);
    for (const id of gone ?? []) all.delete(id);
    return all;
  }

  draw() {
    const before = this.state;
    this.state = this.pending.reduce((state, { operation }) => apply(state, operation), this.base);
    this.show(this.state, before);
    this.saving(this.pending.length ? (this.isLost ? "lost" : "saving") : "saved");
  }

  /** An operation as the server knows it: keys for the page's own names. */
  wire({ uid: _uid, writtenIn: _writtenIn, ...operation }) {
    const key = (uid) =>
      LISTS.map((list) => this.base.recap[list].find((each) => each.uid === uid)).find(Boolean)?.key ?? uid;
    for (const field of ["key", "before"]) if (operation[field]) operation[field] = key(operation[field]);
    return operation;
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    this.poll?.abort();
    while (this.pending.length) {
      const { operation, resolve } = this.pending[0];
      const address = OWN_ADDRESS.includes(operation.do) ? operation.do : "change";
      const revision = encodeURIComponent(this.base.revision);
      let answer;
      try {
        answer = await this.server.post(`${address}?revision=${revision}`, this.wire(operation));
        if (!FINAL.includes(answer.status)) throw new Error(`${answer.status}`); // another server, or none of ours
      } catch {
        this.isLost = true;
        this.saving("lost");
        await new Promise((wait) => setTimeout(wait, PATIENCE));
        continue;
      }
      this.isLost = false;
      this.pending.shift();
      this.settle(operation, answer);
      resolve(answer.status === 200);
    }
    this.isSending = false;
    this.watch();
  }

  settle(operation, { status, body }) {
    if (status === 200) {
      this.faults.delete(aboutOf(operation));
      const isStep = body.undo_step !== this.base.undo_step;
      this.latest = { uid: operation.uid, step: isStep ? body.undo_step : null };
      return this.receive(body, operation);
    }
    this.faults.add(aboutOf(operation));
    if (status === 409 && body.state) this.receive(body.state);
    else this.draw();
    if (status === 409) this.conflict(operation, body);
    else this.refused(body.error ?? `${status}`, operation);
  }

  /** Ask again and again whether a file changed on disk; quiet while something is being saved. */
  async watch() {
    this.poll?.abort();
    const poll = (this.poll = new AbortController());
    while (!poll.signal.aborted) {
      try {
        const answer = await this.server.get(`changes?revision=${encodeURIComponent(this.base.revision)}`, poll.signal);
        if (poll.signal.aborted || this.pending.length) return;
        if (answer && answer.revision !== this.base.revision) this.receive(answer);
      } catch {
        if (poll.signal.aborted) return;
        await new Promise((wait) => setTimeout(wait, PATIENCE));
      }
    }
  }
}
