// What both pages of the hour know: the words, the clock, and what this browser keeps for the session.

const { key, zone, starts, ends, hashtag } = document.body.dataset;
const words = JSON.parse(document.body.dataset.words);
const MINUTE = 60_000;
const NAME = `causerie hour ${key}`;
const language = new Intl.Locale(document.documentElement.lang, { numberingSystem: "latn" });

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, each) => values[each]);
}

// Most of what ticks stays as it is: nothing is written that stands there already, so nothing is read out again.
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const short = { hour: "2-digit", minute: "2-digit" };
const timeThere = new Intl.DateTimeFormat(language, { ...short, timeZone: zone });
const timeHere = new Intl.DateTimeFormat(language, short);
const clockThere = new Intl.DateTimeFormat(language, { ...short, second: "2-digit", timeZone: zone });

// A browser may forbid to keep anything; then it is kept until the page is closed.
let isForgetful = false;
let kept = {};

function recall() {
  try {
    kept = JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    isForgetful = true;
  }
  kept = { shift: Number(kept.shift) || 0, posted: kept.posted ?? {}, out: kept.out ?? {} };
}

function keep() {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    isForgetful = true;
  }
}

recall();

const shifted = (instant) => Date.parse(instant) + kept.shift * MINUTE;

// Calls at each full second, at once where the page comes back into view, and where another window changed what is kept.
function tickWith(draw) {
  const tick = () => {
    draw(Date.now());
    setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  tick();
  document.addEventListener("visibilitychange", () => draw(Date.now()));
  addEventListener("storage", (event) => {
    if (event.key !== NAME && event.key !== null) return;
    recall();
    draw(Date.now());
  });
}

let lock = null;

async function stayAwake(wanted) {
  try {
    if (wanted && !lock && document.visibilityState === "visible") {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => (lock = null));
    } else if (!wanted) await lock?.release();
  } catch {
    lock = null; // a battery that is low, a browser that forbids it: the hour goes on
  }
}

for (const element of all("[data-scripted]")) element.hidden = false;

