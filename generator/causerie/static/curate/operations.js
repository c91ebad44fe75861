/* What an operation does, done at once to the page's own copy, before the server has answered. */
import { insertAt } from "./places.js";

const change = (list, uid, fields) => list.map((entry) => (entry.uid === uid ? { ...entry, ...fields } : entry));
const drop = (list, uid) => list.filter((entry) => entry.uid !== uid);

const RECAP = {
  choose: (recap, o) => ({
    highlights: insertAt(
      recap.highlights,
      { uid: o.uid, key: "", kind: "post", post: o.post, inline: null, question: o.question, note: "", text: "" },
      o,
    ),
  }),
  paste: (recap, o) => ({
    highlights: insertAt(
      recap.highlights,
      { uid: o.uid, key: "", kind: "post", post: "", inline: o.post, question: o.question, note: "", text: "" },
      o,
    ),
  }),
  between: (recap, o) => ({
    highlights: insertAt(
      recap.highlights,
      { uid: o.uid, key: "", kind: o.kind, post: "", inline: null, question: o.question, note: "", text: o.text },
      o,
    ),
  }),
  unchoose: (recap, o) => ({ highlights: drop(recap.highlights, o.key) }),
  move(recap, o) {
    const entry = recap.highlights.find(({ uid }) => uid === o.key);
    if (!entry) return {};
    const question = o.question ?? entry.question;
    return {
      highlights: insertAt(
        recap.highlights,
        { ...entry, question, own_question: o.question ?? entry.own_question },
        { ...o, question },
      ),
    };
  },
  note: (recap, o) => ({ highlights: change(recap.highlights, o.key, { note: o.text }) }),
  rewrite: (recap, o) => ({ highlights: change(recap.highlights, o.key, { text: o.text }) }),
  "takeaway-add": (recap, o) => ({
    takeaways: insertAt(recap.takeaways, { uid: o.uid, key: "", text: o.text, proposed: false }, o),
  }),
  "takeaway-set": (recap, o) => ({ takeaways: change(recap.takeaways, o.key, { text: o.text, proposed: false }) }),
  "takeaway-accept": (recap, o) => ({ takeaways: change(recap.takeaways, o.key, { proposed: false }) }),
  "takeaway-drop": (recap, o) => ({ takeaways: drop(recap.takeaways, o.key) }),
  "takeaway-move": (recap, o) => ({ takeaways: moved(recap.takeaways, o) }),
  summary: (_recap, o) => ({ summary: o.text }),
  "resource-add": (recap, o) => ({
    resources: insertAt(
      recap.resources,
      { uid: o.uid, key: "", url: o.url, title: o.title, shared_by: o.shared_by },
      o,
    ),
  }),
  "resource-set": (recap, o) => ({ resources: change(recap.resources, o.key, { title: o.title }) }),
  "resource-drop": (recap, o) => ({ resources: drop(recap.resources, o.key) }),
  "resource-move": (recap, o) => ({ resources: moved(recap.resources, o) }),
  "unanswered-add": (recap, o) => ({
    unanswered: insertAt(
      recap.unanswered,
      { uid: o.uid, key: "", text: o.text, by: o.by, status: "open", to: "" },
      { before: null },
    ),
  }),
  "unanswered-set": (recap, o) => ({ unanswered: change(recap.unanswered, o.key, { status: o.status, to: o.to }) }),
  "unanswered-rewrite": (recap, o) => ({ unanswered: change(recap.unanswered, o.key, { text: o.text }) }),
  "unanswered-drop": (recap, o) => ({ unanswered: drop(recap.unanswered, o.key) }),
  publish: (_recap, o) => ({ published: o.on }),
  unpublish: () => ({ published: "" }),
};

function moved(list, o) {
  const entry = list.find(({ uid }) => uid === o.key);
  return entry ? insertAt(list, entry, { before: o.before }) : list;
}

const SESSION = {
  session: (state, o) => ({
    ...state,
    session: { ...state.session, [o.field === "start" ? "start_text" : o.field]: o.value },
  }),
  questions(state, o) {
    const letter = state.questions[0]?.label.replace(/\d+$/, "") ?? "Q";
    const questions = o.value.map((text, i) => ({ at: "", text, number: i + 1, label: `${letter}${i + 1}` }));
    return { ...state, questions };
  },
};

const POSTS = {
  assign(state, o) {
    const first = o.questions[0] ?? 0;
    const highlights = state.recap.highlights.map((each) =>
      each.post === o.post ? { ...each, question: first, own_question: first } : each,
    );
    return {
      ...withPost(state, o.post, { questions: o.questions, assigned: "hand", doubt: "" }),
      recap: { ...state.recap, highlights },
    };
  },
  "alt-post"(state, o) {
    const media = state.posts.get(o.post)?.media.map((each, at) => (at === o.at ? { ...each, alt: o.text } : each));
    return withPost(state, o.post, { media });
  },
  "leave-out"(state, o) {
    const { author, handle } = state.posts.get(o.post) ?? {};
    const isOut = (post) =>
      post.id === o.post || (o.whole && (handle ? post.handle === handle : post.author === author));
    const posts = new Map([...state.posts].filter(([, post]) => !isOut(post)));
    const highlights = state.recap.highlights.filter(({ post }) => !post || posts.has(post));
    return { ...state, posts, recap: { ...state.recap, highlights } };
  },
};

function withPost(state, id, fields) {
  if (!state.posts.has(id)) return state;
  return { ...state, posts: new Map(state.posts).set(id, { ...state.posts.get(id), ...fields }) };
}

/** The state after an operation; the same state where only the server can say what comes of it. */
export function apply(state, operation) {
  if (operation.do in RECAP)
    return { ...state, recap: { ...state.recap, ...RECAP[operation.do](state.recap, operation) } };
  if (operation.do in SESSION) return SESSION[operation.do](state, operation);
  if (operation.do in POSTS) return POSTS[operation.do](state, operation);
  return state;
}
