/* Where a highlight stands: its group on the page, and how an operation names a place. */

export const OPENING = "opening";
export const CLOSING = "closing";

/** The highlights by group, as the site shows them: the general part opens the recap where it stands first. */
export function groupHighlights(highlights, questions) {
  const groups = new Map([[OPENING, []], ...questions.map(({ number }) => [number, []])]);
  const closing = [];
  let hasBegun = false;
  for (const highlight of highlights) {
    const number = highlight.question || 0;
    hasBegun ||= number !== 0;
    if (number === 0) (hasBegun ? closing : groups.get(OPENING)).push(highlight);
    else {
      if (!groups.has(number)) groups.set(number, []);
      groups.get(number).push(highlight);
    }
  }
  groups.set(CLOSING, closing);
  return groups;
}

export const numberOf = (group) => (group === OPENING || group === CLOSING ? 0 : Number(group));

/** `question` and `before` for a place in a group; `before` is the highlight that it comes before, or none: the end. */
export function placeIn(group, before, highlights) {
  if (group === OPENING && !before)
    return { question: 0, before: highlights.find(({ question }) => question)?.uid ?? null };
  return { question: numberOf(group), before: before ?? null };
}

/** The list with an entry put where an operation says. */
export function insertAt(list, entry, { before, question }) {
  const rest = list.filter(({ uid }) => uid !== entry.uid);
  const found = before ? rest.findIndex(({ uid }) => uid === before) : -1;
  const index = found >= 0 ? found : question === undefined ? rest.length : placeOf(question || 0, rest);
  return [...rest.slice(0, index), entry, ...rest.slice(index)];
}

/** Behind which highlight one belongs: the last of its question, or of those before it; as the records have it. */
function placeOf(question, rest) {
  if (!question) return rest.length;
  const numbers = rest.map((each) => (each.own_question === undefined ? each.question : each.own_question) || 0);
  const own = numbers.lastIndexOf(question);
  if (own >= 0) return own + 1;
  let later = numbers.findIndex((number) => number > question);
  if (later < 0) later = numbers.findLastIndex(Boolean) + 1 || numbers.length;
  while (later > 0 && later < numbers.length && !numbers[later - 1] && rest[later - 1].kind !== "post") later--;
  return later;
}

/** Where a highlight goes that is moved one step; null when it is first or last of all. */
export function stepFrom(uid, step, groups, highlights) {
  const order = [...groups.keys()];
  const at = order.findIndex((group) => groups.get(group).some((each) => each.uid === uid));
  if (at < 0) return null;
  const list = groups.get(order[at]);
  const index = list.findIndex((each) => each.uid === uid);
  if (step < 0 && index > 0) return placeIn(order[at], list[index - 1].uid, highlights);
  if (step > 0 && index < list.length - 1) return placeIn(order[at], list[index + 2]?.uid, highlights);
  const next = order[at + step];
  if (next === undefined) return null;
  const others = highlights.filter((each) => each.uid !== uid);
  return placeIn(next, step > 0 ? groups.get(next)[0]?.uid : null, others);
}
