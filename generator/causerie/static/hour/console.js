// The console: which post is due, which comes next, which are overdue; copying; marks that this browser keeps.

const rows = all("[data-row]").map((element) => ({
  element,
  id: element.dataset.row,
  at: element.dataset.at,
  label: element.dataset.label,
  short: element.dataset.short,
  platforms: all("[data-mark]", element).map((box) => box.dataset.platform),
  dot: null,
}));
const stage = one("[data-stage]");
const stageTitle = one("[data-stage-title]");
const title = document.title;
const length = Date.parse(ends) - Date.parse(starts);
const ago = new Intl.RelativeTimeFormat(language, { numeric: "always", style: "short" });
let staged = null; // the post on the stage, or which of the texts between posts

const isOut = (row) => Boolean(kept.out[row.id]);
const marks = (row) => kept.posted[row.id] ?? [];
const isPosted = (row) => marks(row).includes("*") || (row.platforms.length > 0 && row.platforms.every((each) => marks(row).includes(each)));
const isDone = (row) => isOut(row) || isPosted(row);

// --- What is due -----------------------------------------------------------------------------------------------------

// Only what came last is to be posted now; what is older may have been passed over with good reason, and is the host's to judge.
function judge(now) {
  const due = rows.filter((row) => shifted(row.at) <= now);
  const open = due.filter((row) => !isDone(row));
  const current = open.find((row) => row.at === due.at(-1).at) ?? null;
  const next = rows.find((row) => shifted(row.at) > now && !isDone(row)) ?? null;
  return { current, next, late: open.filter((row) => row !== current), hasBegun: due.length > 0, isOver: now >= shifted(ends) };
}

function draw(now) {
  const found = judge(now);
  drawHead(now);
  drawStage(found, now);
  drawLate(found.late, now);
  for (const row of rows) drawRow(row, found);
  drawMeans();
  put(one("[data-done]"), say("done", { n: rows.filter(isPosted).length, all: rows.length }));
  const name = nameTab(found, now);
  if (document.title !== name) document.title = name;
}

function drawHead(now) {
  put(one("[data-clock]"), clockThere.format(now));
  const passed = now - shifted(starts);
  const minute = one("[data-minute]");
  minute.hidden = passed < 0 || passed >= length;
  put(minute, say("minute", { n: Math.floor(passed / MINUTE) + 1, all: Math.round(length / MINUTE) }));
  const yours = one("[data-yours]");
  yours.hidden = timeHere.format(now) === timeThere.format(now);
  put(yours, say("yours", { time: timeHere.format(now) }));
  one("[data-past]").style.width = `${Math.min(100, Math.max(0, (passed / length) * 100))}%`;
}

function drawStage({ current, next, hasBegun, isOver }, now) {
  const state = current ? "now" : isOver ? "over" : hasBegun ? "nothing" : "before";
  const name = current ? current.id : state;
  if (staged !== name) {
    const held = stage.contains(document.activeElement);
    const panel = current ? one("[data-panel]", current.element).cloneNode(true) : "";
    one("[data-stage-panel]").replaceChildren(panel);
    stage.classList.toggle("stage--quiet", !current);
    put(stageTitle, say(state));
    if (held) stageTitle.focus(); // what had the focus has gone
    if (staged !== null && current) tell(`${say("now")}: ${current.label}`);
    staged = name;
  }
  const first = { time: rows.length ? timeThere.format(shifted(rows[0].at)) : "" };
  const texts = { nothing: "meanwhile", before: "ready", over: "thanks" };
  put(one("[data-stage-what]"), current ? current.label : say(texts[state], first));
  put(one("[data-stage-when]"), current ? `${timeThere.format(shifted(current.at))} · ${since(now - shifted(current.at))}` : "");
  one("[data-next]").hidden = isOver && !next;
  put(one("[data-next-what]"), next ? say("next", { what: next.label }) : say("last"));
  put(one("[data-next-in]"), next ? countDown(shifted(next.at) - now) : "");
}

function since(passed) {
  return passed < MINUTE ? ago.format(-Math.floor(passed / 1000), "second") : ago.format(-Math.floor(passed / MINUTE), "minute");
}

function countDown(left) {
  const seconds = Math.ceil(left / 1000);
  if (seconds >= 86_400) return ago.format(Math.floor(seconds / 86_400), "day");
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

function drawLate(late, now) {
  one("[data-late]").hidden = !late.length;
  const list = one("[data-late-list]");
  const known = late.map((row) => row.id).join(" ");
  if (list.dataset.known !== known) {
    list.dataset.known = known;
    list.replaceChildren(
      ...late.map((row) => {
        const link = document.createElement("a");
        link.href = `#${row.id}`;
        link.dataset.open = row.id;
        link.append(document.createElement("span"), document.createElement("span"));
        link.firstChild.textContent = row.label;
        const item = document.createElement("li");
        item.append(link);
        return item;
      }),
    );
  }
  late.forEach((row, at) => put(list.children[at].firstChild.lastChild, since(now - shifted(row.at))));
}

function drawRow(row, { current, late }) {
  const { element } = row;
  element.classList.toggle("row--now", row === current);
  element.classList.toggle("row--late", late.includes(row));
  element.classList.toggle("row--done", isDone(row));
  element.classList.toggle("row--out", isOut(row));
  if (row === current) element.setAttribute("aria-current", "step");
  else element.removeAttribute("aria-current");
  put(one("[data-time]", element), timeThere.format(shifted(row.at)));
  const whole = one("[data-all]", element);
  whole.checked = isPosted(row);
  whole.indeterminate = !isPosted(row) && marks(row).length > 0;
  for (const box of all(`[data-mark="${row.id}"]`)) box.checked = isPosted(row) || marks(row).includes(box.dataset.platform);
  for (const button of all(`[data-out="${row.id}"]`)) button.setAttribute("aria-pressed", String(isOut(row)));
  row.dot.classList.toggle("line__dot--done", isDone(row));
}

function drawMeans() {
  const shift = kept.shift ? ` (${kept.shift > 0 ? "+" : "−"}${Math.abs(kept.shift)})` : "";
  put(one("[data-starts-at]"), say("starts", { time: timeThere.format(shifted(starts)) }) + shift);
  one("[data-forgetful]").hidden = !isForgetful;
}

function nameTab({ current, next, isOver }, now) {
  if (current) return `● ${current.short} · #${hashtag}`;
  const left = next ? shifted(next.at) - now : Infinity;
  if (isOver || left > 100 * MINUTE) return title;
  return `${next.short} · ${ago.format(Math.ceil(left / MINUTE), "minute")} · #${hashtag}`;
}

function tell(text) {
  one("[data-said]").textContent = text;
}

// --- What a host does ------------------------------------------------------------------------------------------------

function change(act) {
  recall(); // another window may have marked something meanwhile
  act();
  keep();
  draw(Date.now());
}

// A post's marks are its platforms, or "*" for the whole.
function markPost(row, platform, isMarked) {
  const before = isPosted(row) ? row.platforms : marks(row);
  const others = platform === "*" ? [] : before.filter((each) => each !== platform);
  kept.posted[row.id] = isMarked ? [...others, platform] : others;
}

async function copy(button) {
  const text = one("[data-text]", button.closest(".wording, figcaption"));
  try {
    await navigator.clipboard.writeText(text.textContent);
    tell(say("copied"));
  } catch {
    tell(copyByHand(text) ? say("copied") : say("selected"));
  }
  flash(button, one("[data-said]").textContent);
}

// Where a page may not use the clipboard: an older way, which needs the text to be selected; and else it stays selected.
function copyByHand(text) {
  const field = document.createElement("textarea");
  field.value = text.textContent;
  field.className = "sr";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (!isCopied) getSelection().selectAllChildren(text);
  return isCopied;
}

function save(button) {
  const link = document.createElement("a");
  link.href = one("img", button.closest("figure")).src;
  link.download = button.dataset.save;
  link.click();
}

function flash(button, text) {
  const words = button.firstChild;
  button.dataset.words ??= words.data;
  words.data = text;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => (words.data = button.dataset.words), 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a[data-open]");
  if (!button) return;
  const { shift, out, open } = button.dataset;
  if ("copy" in button.dataset) copy(button);
  else if ("save" in button.dataset) save(button);
  else if (shift) change(() => (kept.shift = Number(shift) ? Math.max(-60, Math.min(180, kept.shift + Number(shift))) : 0));
  else if (out) change(() => (kept.out[out] = !kept.out[out]));
  else if ("again" in button.dataset && confirm(say("again"))) change(() => Object.assign(kept, { posted: {}, out: {} }));
  else if (open) openRow(event, open);
});

function openRow(event, id) {
  event.preventDefault();
  const { element } = rows.find((row) => row.id === id);
  one("details", element).open = true;
  element.scrollIntoView({ block: "start" });
  one("summary", element).focus({ preventScroll: true });
}

document.addEventListener("change", (event) => {
  const { all: whole, mark, platform } = event.target.dataset;
  const row = rows.find(({ id }) => id === (whole ?? mark));
  if (row) change(() => markPost(row, whole ? "*" : platform, event.target.checked));
  else if (event.target.closest("[data-awake]")) stayAwake(event.target.checked);
});

// --- Beginning -------------------------------------------------------------------------------------------------------

for (const row of rows) {
  row.dot = document.createElement("span");
  row.dot.className = "line__dot";
  const place = ((Date.parse(row.at) - Date.parse(starts)) / length) * 100;
  row.dot.style.insetInlineStart = `${Math.min(100, Math.max(0, place))}%`;
  one("[data-line]").append(row.dot);
}
if ("wakeLock" in navigator) {
  const awake = one("[data-awake]");
  awake.hidden = false;
  const ask = () => stayAwake(one("input", awake).checked);
  ask();
  document.addEventListener("visibilitychange", ask);
}
keep();
tickWith(draw);
