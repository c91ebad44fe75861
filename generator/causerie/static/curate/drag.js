/* Dragging: highlights within and across questions, takeaways and links in their lists,
   posts from the left into the recap. */
import Sortable from "./vendor/sortable.js";
import { placeIn } from "./places.js";

const COMMON = {
  animation: 140,
  invertSwap: true, // above the upper half of a row, below its lower half
  invertedSwapThreshold: 1,
  forceFallback: true, // one behaviour with mouse and finger, and no picture of half the row
  fallbackTolerance: 4,
  fallbackOnBody: true,
  scrollSensitivity: 70,
  bubbleScroll: true,
  ghostClass: "is-place",
  fallbackClass: "is-dragged",
};

const made = new WeakSet();

function once(element, options) {
  if (made.has(element)) return;
  made.add(element);
  Sortable.create(element, { ...COMMON, ...options });
}

/** The row before which something was dropped. */
const nextUid = (item) => {
  let next = item.nextElementSibling;
  while (next && !next.dataset.uid) next = next.nextElementSibling;
  return next?.dataset.uid ?? null;
};

/** Make what is on the page draggable; called after each drawing, and does each list once. */
export function makeDraggable(store, choosePost) {
  const isOver = (yes) => document.body.classList.toggle("is-dragging", yes);
  for (const list of document.querySelectorAll("ol.highlights")) {
    once(list, {
      group: { name: "highlights", pull: true, put: ["highlights", "posts"] },
      handle: ".grip, .highlight .avatar",
      draggable: ".row",
      onStart: () => isOver(true),
      onEnd({ item, to, from, oldIndex, newIndex }) {
        isOver(false);
        if (to === from && oldIndex === newIndex) return;
        store.do({
          do: "move",
          key: item.dataset.uid,
          ...placeIn(groupOf(to), nextUid(item), store.state.recap.highlights),
        });
      },
      onAdd({ item, clone, to }) {
        if (!item.dataset.post) return;
        const before = nextUid(item);
        clone.replaceWith(item);
        choosePost(item.dataset.post, groupOf(to), before);
      },
    });
  }
  for (const feed of document.querySelectorAll(".feed")) {
    once(feed, {
      group: { name: "posts", pull: "clone", put: false },
      sort: false,
      handle: ".avatar",
      draggable: ".post",
      onStart: () => isOver(true),
      onEnd: () => isOver(false),
    });
  }
  for (const list of document.querySelectorAll("ol[data-list=takeaways], ol[data-list=resources]")) {
    once(list, {
      handle: ".grip",
      draggable: ".row",
      onEnd({ item, oldIndex, newIndex }) {
        if (oldIndex !== newIndex)
          store.do({ do: `${list.dataset.list.slice(0, -1)}-move`, key: item.dataset.uid, before: nextUid(item) });
      },
    });
  }
}

const groupOf = (list) => (/^\d+$/.test(list.dataset.group) ? Number(list.dataset.group) : list.dataset.group);
