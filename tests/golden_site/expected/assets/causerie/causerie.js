(() => {
"use strict";
const spoken = document.documentElement.lang || "en";
const language = navigator.languages.find((each) => each.split("-")[0] === spoken.split("-")[0]) || spoken;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const isOff = (element) => ["cancelled", "postponed"].includes(element.dataset.state);
const hours = new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions().hourCycle;
const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
function showLocalTimes() {
for (const place of all("[data-causerie-local]")) {
const written = place.dataset.causerieLocal;
const start = new Date(written);
const here = -start.getTimezoneOffset();
const match = /([+-])(\d\d):(\d\d)$/.exec(written);
const there = match ? (match[1] === "-" ? -1 : 1) * (60 * match[2] + +match[3]) : 0;
if (here === there) {
place.textContent = place.dataset.same;
} else {
const time = new Intl.DateTimeFormat(language, {
weekday: "long", day: "numeric", month: "long", minute: "2-digit",
hour: hours === "h23" ? "2-digit" : "numeric",
}).format(start);
place.textContent = place.dataset.words.replace("{time}", time) + (zone ? ` (${zone.replace(/_/g, " ")})` : "");
}
place.hidden = false;
}
}
function timeLeft(start, now) {
const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const left = start - now;
if (left < HOUR) return words.format(Math.max(1, Math.round(left / MINUTE)), "minute");
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const days = Math.round((midnight(start) - midnight(now)) / DAY);
if (days < 1) return words.format(Math.round(left / HOUR), "hour");
return words.format(days, "day");
}
function showTimeLeft(now) {
for (const place of all("[data-causerie-left]")) {
const start = new Date(place.dataset.causerieLeft);
place.hidden = start <= now;
if (start > now) place.textContent = timeLeft(start, now);
}
}
function isLive(element, now) {
return !isOff(element) && new Date(element.dataset.start) <= now && now < new Date(element.dataset.end);
}
function showLive(element, now) {
const live = isLive(element, now);
element.classList.toggle("is-live", live);
for (const badge of all("[data-causerie-live]", element)) badge.hidden = !live;
for (const word of all("[data-causerie-next]", element)) word.hidden = live;
}
function turnHero(now) {
for (let hero of all("[data-causerie-hero]")) {
while (hero && new Date(hero.dataset.end) <= now) {
const later = all("[data-causerie-later]", hero.parentElement)[0];
if (!later) break;
const next = later.content.querySelector("[data-causerie-hero]");
hero.replaceWith(next);
later.remove();
hero = next;
}
if (hero && new Date(hero.dataset.end) <= now) hero.hidden = true;
else if (hero) showLive(hero, now);
}
}
function moveSessions(now) {
for (const element of all("[data-causerie-session]")) {
showLive(element, now);
if (new Date(element.dataset.end) > now || element.dataset.state === "postponed") continue;
const over = element.querySelector("[data-causerie-over]");
if (element.closest("[data-causerie-upcoming]")) {
const past = !isOff(element) && element.querySelector(".c-item__title a") && document.querySelector("[data-causerie-past]");
delete element.dataset.causerieSession;
if (past) past.prepend(element);
else element.remove();
} else if (over) {
over.hidden = isOff(element);
for (const invitation of all("[data-causerie-ahead]")) invitation.hidden = true;
} else {
element.hidden = true;
}
}
for (const list of all("[data-causerie-upcoming]")) list.hidden = !list.children.length;
}
function offerCopies() {
if (!navigator.clipboard) return;
for (const code of all("[data-causerie-copy]")) {
const button = document.createElement("button");
button.type = "button";
button.textContent = code.dataset.causerieCopy;
button.addEventListener("click", () => navigator.clipboard.writeText(code.textContent).then(() => {
button.textContent = code.dataset.copied;
}));
code.after(button);
}
}
function offerFilters() {
const form = document.querySelector("[data-causerie-filters]");
if (!form) return;
const chats = all("[data-causerie-directory] > li");
const count = form.querySelector("output");
const apply = () => {
const wanted = [...new FormData(form)].filter(([, value]) => value);
let shown = 0;
for (const chat of chats) {
chat.hidden = !wanted.every(([name, value]) => (chat.dataset[name] || "").split("|").includes(value));
shown += chat.hidden ? 0 : 1;
}
count.textContent = wanted.length ? count.dataset.words.replace("{number}", shown) : "";
};
form.addEventListener("change", apply);
form.hidden = false;
}
function refresh() {
const now = new Date();
turnHero(now);
moveSessions(now);
showLocalTimes();
showTimeLeft(now);
}
addEventListener("load", () => {
for (const link of all('link[rel="alternate feed"]')) link.rel = "alternate";
});
refresh();
offerCopies();
offerFilters();
setInterval(refresh, 30000);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
})();
