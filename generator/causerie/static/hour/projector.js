// The projector: the slide of the minute, unless somebody turned the page; its text as large as it fits.

const slides = all(".slide");
const main = one("[data-slides]");
let shown = -1;
let byClock = 0;
let turned = null; // the slide that somebody turned to, until the clock comes to the next one

const due = (slide) => (slide.dataset.at ? shifted(slide.dataset.at) : -Infinity);

function draw(now) {
  const clock = slides.findLastIndex((slide) => due(slide) <= now);
  if (clock !== byClock) turned = null;
  byClock = clock;
  show(turned ?? clock);
  put(one("[data-clock]"), timeThere.format(now));
  one("[data-follow]").setAttribute("aria-pressed", String(turned === null));
  drawLeft(now);
}

function show(at) {
  if (at === shown) return;
  const isFirst = shown < 0;
  shown = at;
  slides.forEach((slide, each) => (slide.hidden = each !== at));
  put(one("[data-place]"), say("of", { n: at + 1, all: slides.length }));
  fit();
  if (!isFirst) one("[data-said]").textContent = slides[at].textContent.replace(/\s+/g, " ").trim();
}

// How much of its time a slide still has, where the clock has it.
function drawLeft(now) {
  const next = slides[shown + 1];
  const from = shown ? due(slides[shown]) : shifted(starts);
  const has = next && shown === byClock && now >= from;
  one("[data-left]").style.width = has ? `${Math.max(0, Math.min(100, ((now - from) / (due(next) - from)) * 100))}%` : "0";
}

function turn(by) {
  const to = Math.min(slides.length - 1, Math.max(0, shown + by));
  turned = to === byClock ? null : to;
  draw(Date.now());
}

// --- As large as it fits ---------------------------------------------------------------------------------------------

function fit() {
  const text = one(".slide__text", slides[shown]);
  text.classList.remove("slide__text--broken");
  const whole = largest(text);
  text.classList.add("slide__text--broken");
  const broken = largest(text);
  const isBetter = broken > whole * 1.6; // a word is broken only where it would make everything small
  text.classList.toggle("slide__text--broken", isBetter);
  text.style.fontSize = `${isBetter ? broken : whole}px`;
}

function largest(text) {
  const room = text.parentElement;
  let low = 8;
  let high = Math.max(low, room.clientHeight * 0.45);
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    text.style.fontSize = `${middle}px`;
    if (text.scrollWidth <= room.clientWidth && text.offsetHeight <= room.clientHeight) low = middle;
    else high = middle;
  }
  return low;
}

// --- What a host does ------------------------------------------------------------------------------------------------

const isFromRight = document.documentElement.dir === "rtl";
const STEPS = {
  ArrowRight: isFromRight ? -1 : 1,
  ArrowLeft: isFromRight ? 1 : -1,
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 1,
  PageUp: -1,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  wake();
  const isSpace = event.key === " " && event.target === document.body;
  if (STEPS[event.key] || isSpace) {
    event.preventDefault();
    turn(isSpace ? 1 : STEPS[event.key]);
  } else if (event.key === "Home" || event.key === "End") turn(event.key === "Home" ? -slides.length : slides.length);
});

main.addEventListener("click", (event) => {
  const isLeft = event.clientX < innerWidth / 3;
  turn(isLeft === isFromRight ? 1 : -1);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.turn) turn(Number(button.dataset.turn));
  else if ("follow" in button.dataset) {
    turned = null;
    draw(Date.now());
  } else if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
});

let rest = 0;

function wake() {
  document.body.classList.remove("idle");
  clearTimeout(rest);
  rest = setTimeout(() => document.body.classList.add("idle"), 4000);
}

addEventListener("pointermove", wake);
addEventListener("pointerdown", wake);

document.body.classList.add("ready");
if (!document.documentElement.requestFullscreen) one("[data-full]").hidden = true;
tickWith(draw);
wake();
new ResizeObserver(fit).observe(main);
stayAwake(true);
document.addEventListener("visibilitychange", () => stayAwake(true));
