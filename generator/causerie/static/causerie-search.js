/* The search box: Material's look and keys, our own index. Nothing is asked for before somebody opens it, and what
   posts say is only ever put in as text. */
(() => {
  "use strict";
  const box = document.querySelector("[data-causerie-search]");
  const toggle = document.getElementById("__search");
  if (!box || !toggle) return;
  const [form, status, list, scroll] = ["form", "[role=status]", "ol", ".md-search__scrollwrap"].map((s) => box.querySelector(s));
  const input = form.elements.query;
  const assets = new URL(".", document.currentScript.src);
  const site = new URL("../../", assets);
  const words = JSON.parse(document.getElementById("__config").textContent).translations;
  const PAGES = 6, PAUSE = 150;  // results at a time; milliseconds after a key
  let opening, turn = 0, timer, rest = [], shown = "", isFilling = false;

  function open() {
    opening ||= import(new URL("causerie-search-index.js", assets))
      .then(async (reader) => [reader, await reader.openIndex(new URL("search/", assets))])
      .catch((error) => {
        opening = undefined;  // the next key tries again
        throw error;
      });
    return opening;
  }

  function make(name, className, ...children) {
    const element = Object.assign(document.createElement(name), { className });
    element.append(...children);
    return element;
  }

  const mark = (pieces) => pieces.map(({ text, isMarked }) => (isMarked ? make("mark", "", text) : text));

  function inLanguage(element, language) {
    if (language) element.lang = language;
    element.dir = "auto";
    return element;
  }

  /* A page with the places in it that were looked for: the first is the result's own link. */
  function showResult(reader, index, page, missing, marks) {
    const address = new URL(page.address.replace(/(^|\/)$/, `$1${index.file}`), site);
    const places = reader.choosePlaces(page, marks);
    const links = places.map((place, i) => {
      const article = make("article", "md-search-result__article md-typeset");
      if (!i) {
        article.append(make("p", "c-search__about", ...page.about.flatMap((each, at) => [at ? " · " : "", make("bdi", "", each)])));
        article.append(inLanguage(make("h2", "c-search__title", ...mark(reader.excerpt(page.title, marks))), page.language));
      }
      if (place.label) article.append(inLanguage(make("p", "c-search__label", ...mark(reader.excerpt(place.label, marks))), ""));
      if (place.text) {
        const pieces = mark(reader.excerpt(place.text, marks));
        article.append(inLanguage(make("p", "c-search__text", ...pieces), place.language));
      }
      if (!i && missing.length) {
        const lacking = missing.flatMap((word, at) => [at ? " " : "", make("del", "", word)]);
        article.append(make("p", "md-search-result__terms", `${words["search.result.term.missing"]}: `, ...lacking));
      }
      const link = make("a", `md-search-result__link${i ? " c-search__more" : ""}`, article);
      link.href = place.anchor ? `${address}#${place.anchor}` : address;
      return link;
    });
    return make("li", "md-search-result__item", ...links);
  }

  /* The next results: after those that stand there, or, for a new query, in their place. */
  async function showMore(mine, isNew = false) {
    if (isFilling || !(rest.length || isNew)) return;
    isFilling = true;
    try {
      const [reader, index] = await open();
      const { marks } = reader.readQuery(shown);
      const next = rest.slice(0, PAGES);
      const pages = await Promise.all(next.map(({ page }) => index.read(page)));
      if (mine !== turn) return;
      rest = rest.slice(PAGES);
      const items = pages.map((page, i) => showResult(reader, index, page, next[i].missing, marks));
      if (isNew) {
        list.replaceChildren(...items);  // the old results stay until the new are here
        list.hidden = !items.length;
        scroll.scrollTop = 0;
      } else {
        list.append(...items);
      }
    } finally {
      if (mine === turn) isFilling = false;
    }
    if (scroll.scrollHeight <= scroll.clientHeight) await showMore(mine);  // nobody could scroll to what comes next
  }

  function count(number) {
    if (!number) return words["search.result.none"];
    return number === 1 ? words["search.result.one"] : words["search.result.other"].replace("#", number.toLocaleString(document.documentElement.lang));
  }

  async function search() {
    const query = input.value;
    if (query.trim() === shown.trim() && !status.querySelector("a")) return;
    const mine = ++turn;
    try {
      const [reader, index] = await open();
      const { terms } = reader.readQuery(query);
      const found = terms.length ? await index.find(terms) : [];
      if (mine !== turn) return;
      [shown, rest, isFilling] = [query, found, false];
      await showMore(mine, true);
      if (mine !== turn) return;
      status.textContent = terms.length ? count(found.length) : words["search.result.placeholder"];
    } catch (error) {
      if (mine !== turn) return;
      shown = "";
      list.replaceChildren();
      list.hidden = true;
      const link = make("a", "", form.dataset.archive);
      link.href = form.action;
      status.replaceChildren(`${form.dataset.failure} `, link);
      console.warn(error);
    }
  }

  function setOpen(isOpen) {
    if (toggle.checked !== isOpen) toggle.click();
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  }

  toggle.addEventListener("change", () => {
    if (toggle.checked) {
      input.focus();
      open().then(soon, () => search());
    } else if (box.contains(document.activeElement)) {
      document.activeElement.blur();
    }
  });
  input.addEventListener("focus", () => setOpen(true));
  input.addEventListener("input", soon);
  form.addEventListener("reset", () => {
    setTimeout(soon);
    input.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await search();
    list.querySelector("a")?.click();
  });
  box.addEventListener("click", (event) => {
    if (event.target.closest("ol a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) setOpen(false);
  });
  scroll.addEventListener("scroll", () => {
    if (scroll.scrollTop + 2 * scroll.clientHeight > scroll.scrollHeight) showMore(turn).catch(console.warn);
  }, { passive: true });

  /* f, s and / open the box; arrows go through it. */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { activeElement: here } = document;
    if (!toggle.checked) {
      const isTyping = here.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(here.tagName);
      if (isTyping || !["f", "s", "/"].includes(event.key)) return;
      setOpen(true);
      input.select();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      const stops = [input, ...list.querySelectorAll("a")];
      const step = event.key === "ArrowDown" ? 1 : stops.length - 1;
      stops[(Math.max(0, stops.indexOf(here)) + step) % stops.length].focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  const asked = new URL(location).searchParams.get("q");
  if (asked) {
    input.value = asked;
    setOpen(true);
  }
})();
