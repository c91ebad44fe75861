/* What only a visitor's own clock and zone can know. Every page is true without this script; it only adds:
   the visitor's own time, the time that is left, "live now", and what is past on a page that nobody has rebuilt; and what
   a click or a key asks for: copying, sifting, the visitor's own server, the theme's menus. */
(() => {
  "use strict";
  const spoken = document.documentElement.lang || "en";
  const language = navigator.languages.find((each) => each.split("-")[0] === spoken.split("-")[0]) || spoken;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isOff = (element) => ["cancelled", "postponed"].includes(element.dataset.state);
  const { hourCycle } = new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions();
  const CLOCK = { hour: hourCycle === "h23" ? "2-digit" : "numeric", minute: "2-digit" };  // nobody takes 05:00 for the evening
  const MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

  let memory = {};  // in this browser alone, and only while the page is open where it must not remember
  try { memory = localStorage || memory; } catch { /* so be it */ }

  const isZone = (name) => {
    try { return name && Intl.DateTimeFormat("en", { timeZone: name }); } catch { /* unknown here */ }
  };
  const own = [Intl.DateTimeFormat().resolvedOptions().timeZone, "UTC"].find(isZone);
  let zone = [memory["causerie-zone"], own].find(isZone);
  const say = (instant, parts, until = instant) =>
    new Intl.DateTimeFormat(language, { ...parts, timeZone: zone }).formatRange(instant, until);
  const wall = (instant, length) => instant.toLocaleString("sv", { timeZone: zone }).slice(0, length);  // "2026-12-02 20:00:00"

  /* The visitor's time in the place of the chat's: the same hour, in their own zone or in the one that they chose. */
  function showLocalTimes() {
    for (const place of all("[data-causerie-local]")) {
      const { causerieLocal, words, same } = place.dataset;
      const hours = place.previousElementSibling, day = hours.previousElementSibling.firstChild;
      const start = new Date(day.dateTime), end = new Date(causerieLocal);
      if (!place.firstChild) offerZones(place, start);
      const select = place.lastChild;
      day.textContent = say(start, { dateStyle: "full" });
      hours.textContent = wall(start, 10) === wall(end, 10) ? say(start, CLOCK, end) : `${say(start, CLOCK)} – ${say(end, CLOCK)}`;
      place.nextElementSibling.textContent = wall(start, 16) === day.dateTime.slice(0, 16).replace("T", " ") ? same : words;
      if (select.value !== zone) select.value = zone;  // an open list stays as it is
      if (!select.value) select.replaceChildren(nameZone(zone, start));
      place.hidden = false;
    }
  }

  /* A zone's city, as many cities share a name for it, and that name on a session's day: summer time has one of its own. */
  function nameZone(value, start) {
    const parts = new Intl.DateTimeFormat(language, { timeZone: value, timeZoneName: "short" }).formatToParts(start);
    const name = parts.find(({ type }) => type === "timeZoneName").value;
    return make("option", { value }, `${value.split("/").pop().replace(/_/g, " ")} · ${name}`);
  }

  /* The zone's name is where another one is chosen. All of them are named when somebody comes there, as it takes a moment. */
  function offerZones(place, start) {
    const [yours, ariaLabel, ...labels] = place.dataset.zones.split("|");
    const select = make("select", { ariaLabel });
    select.onfocus = select.onpointerdown = () => {
      if (select.length > 1) return;
      const every = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", zone]);
      const groups = [[own], [place.dataset.zone].filter(isZone), every];
      select.replaceChildren(...labels.map((label, at) => make("optgroup", { label },
        ...[...groups[at]].map((each) => nameZone(each, start)).sort((a, b) => a.text < b.text ? -1 : 1))));
      select.value = zone;
    };
    select.onchange = () => {
      zone = select.value;
      refresh();
      memory["causerie-zone"] = zone === own ? "" : zone;  // one's own is the device's, wherever that travels
    };
    place.append(yours, " ", select);
  }

  /* "in 3 days", "tomorrow 20:00", "tonight 20:00 · in 2 hours": days are the calendar's, where the visitor's time is. */
  function timeLeft(start, now, { words, tonight }) {
    const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    const left = start - now;
    const days = (Date.parse(wall(start, 10)) - Date.parse(wall(now, 10))) / DAY;
    const day = days || wall(start).slice(11) < "19" ? relative.format(days, "day") : tonight;
    if (days > 1) return day;
    const said = words.replace("{day}", day).replace("{time}", say(start, CLOCK));
    const [length, unit] = left < HOUR ? [MINUTE, "minute"] : [HOUR, "hour"];
    return said + (left > DAY / 2 ? "" : " · " + relative.format(Math.round(left / length) || 1, unit));
  }

  function showTimeLeft(now) {
    for (const place of all("[data-causerie-left]")) {
      const start = new Date(place.dataset.causerieLeft);
      place.hidden = false;
      if (start > now) place.textContent = timeLeft(start, now, place.dataset);
      else place.remove();  // its line is kept free while it is empty
    }
  }

  function showLive(element, now) {
    const live = !isOff(element) && new Date(element.dataset.start) <= now && now < new Date(element.dataset.end);
    element.classList.toggle("is-live", live);
    for (const badge of all("[data-causerie-live]", element)) badge.hidden = !live;
    for (const word of all("[data-causerie-next]", element)) word.hidden = live;
  }

  /* A hero whose hour is over makes room for the next one that the page keeps ready. */
  function turnHero(now) {
    for (let hero of all("[data-causerie-hero]")) {
      while (hero && new Date(hero.dataset.end) <= now) {
        const later = hero.parentElement.querySelector("[data-causerie-later]");
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

  /* A session that is over leaves the list of what is coming, and joins the archive's list where the page has one.
     What was cancelled only leaves; what was postponed waits for its new date. */
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
      const button = make("button", { type: "button" }, code.dataset.causerieCopy);
      button.addEventListener("click", () => navigator.clipboard.writeText(code.textContent).then(() => {
        button.textContent = code.dataset.copied;
      }));
      code.after(button);
    }
  }

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /* Mastodon is many servers: asks for the visitor's own, and remembers it in this browser alone. */
  function offerServer() {
    for (const link of all("[data-causerie-server]")) {
      const list = link.closest("ul");
      const { server, go } = list.dataset;
      const field = make("input", { required: true, pattern: ".+\\..+", autocapitalize: "none" });
      const form = make("form", { className: "c-server", hidden: true }, make("label", {}, server, field), make("button", { className: "c-button" }, go));
      const button = make("button", { type: "button", className: "c-join", ariaExpanded: "false" }, ...link.childNodes);
      field.value = memory["causerie-server"] || link.host;
      button.addEventListener("click", () => {
        form.hidden = !form.hidden;
        button.ariaExpanded = `${!form.hidden}`;
        if (!form.hidden) field.focus();
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const host = field.value = field.value.trim().replace(/^https?:\/\//i, "").split(/[/?#]/)[0].split("@").pop();
        location.assign(`https://${host}/share?${link.dataset.causerieServer}`);
        memory["causerie-server"] = host;
      });
      link.parentElement.hidden = false;
      link.replaceWith(button);
      list.after(form);
    }
  }

  /* A quote's own link copies its address, and says so; without a clipboard it stays the link that it is. */
  function offerLinks() {
    const list = document.querySelector("[data-causerie-share]");
    if (!list || !navigator.clipboard) return;
    const said = make("p", { className: "c-sr", role: "status" });
    list.after(said);
    for (const link of all('.c-quote__do[href^="#"]')) {
      const words = link.textContent;
      const say = (text) => { said.textContent = text; link.textContent = text || words; };
      link.addEventListener("click", (event) => {
        event.preventDefault();
        navigator.clipboard.writeText(link.href).then(() => {
          say(list.dataset.copied);
          setTimeout(say, 4000, "");
        }, () => { location.hash = link.hash; });
      });
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
        shown += !chat.hidden;
      }
      count.textContent = wanted.length ? count.dataset.words.replace("{number}", shown) : "";
    };
    form.addEventListener("change", apply);
    form.hidden = false;
  }

  /* A list that shows only the lines with certain words, and what has such lines. */
  function offerSifting() {
    for (const box of all("[data-causerie-sift]")) {
      const input = box.querySelector("input"), count = box.querySelector("output");
      const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      const groups = [...document.getElementById(box.dataset.causerieSift).children];
      input.addEventListener("input", () => {
        const words = plain(input.value).split(/\s+/);
        let shown = 0;
        for (const group of groups) {
          const lines = all("li", group);
          for (const line of lines) line.hidden = !words.every((word) => plain(line.textContent).includes(word));
          const left = lines.filter((line) => !line.hidden).length;
          group.hidden = !left;
          shown += left;
        }
        count.textContent = input.value ? count.dataset.words.replace("{number}", shown) : "";
      });
      box.hidden = false;
    }
  }

  /* No label can be come by with the keyboard, so buttons open the theme's drawer and search; Escape closes what is open. */
  function offerKeys() {
    for (const label of all(".md-header__inner > label")) {
      const { control } = label;
      const box = document.querySelector(control.id === "__search" ? ".md-search" : ".md-sidebar--primary");
      const { ariaLabel } = box.querySelector("[aria-label]");
      const button = make("button", { type: "button", className: label.className, ariaLabel }, ...label.childNodes);
      button.setAttribute("for", control.id);  // by which Material hides it where there is room for what it opens
      button.addEventListener("click", () => control.click());
      label.replaceWith(button);
      if (control.checked) control.click();  // some browsers keep it through a reload
      control.addEventListener("change", () => {
        if (control.checked) box.querySelector("a, input").focus();
        else if (box.contains(document.activeElement)) button.focus();
      });
      box.addEventListener("focusout", ({ relatedTarget }) => {
        if (control.checked && relatedTarget && !box.contains(relatedTarget)) control.click();
      });
    }
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      const menu = document.activeElement.closest(".c-menu[open]");
      const opener = menu?.firstElementChild || document.querySelector("body > .md-toggle:checked");
      opener?.focus();
      opener?.click();
    });
  }

  function refresh() {
    const now = new Date();
    turnHero(now);
    moveSessions(now);
    showLocalTimes();
    showTimeLeft(now);
  }

  /* Feeds hide from the theme's script while it starts (see head.html); here they are what they were. */
  addEventListener("load", () => {
    for (const link of all('link[rel="alternate feed"]')) link.rel = "alternate";
  });

  refresh();
  offerCopies();
  offerServer();
  offerLinks();
  offerFilters();
  offerSifting();
  offerKeys();
  setInterval(refresh, 30000);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
})();
