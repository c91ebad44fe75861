"""A feed as RSS 2.0 and as Atom: the only module that knows feedgen, and the place that absorbs its traps."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any

from causerie.views.feeds.entries import Entry, Feed

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MINUTES_TO_LIVE = 360  # how long readers may wait before they ask again; the calendars' six hours
# Atom demands `updated` even of an empty feed; the build's own time would lie, and change with every build.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def load_feedgen() -> None:
    """Have the library ready, before processes are forked that would each load it for themselves."""
    from feedgen.feed import FeedGenerator

    FeedGenerator().load_extension("dc")


def write_rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0 with dc:creator, content:encoded and atom:link."""
    document = _begin_document(feed, "application/rss+xml")
    document.load_extension("dc", atom=False)  # RSS knows authors by e-mail only
    document.ttl(_MINUTES_TO_LIVE)
    document.docs("https://www.rssboard.org/rss-specification")
    for entry in feed.entries:
        item = _add_entry(document, entry)
        item.description(escape(entry.summary, quote=False), isSummary=True)  # HTML to every reader; feed.xsl undoes it
        item.dc.dc_creator([name for name, _ in entry.authors])
        item.dc.dc_language(entry.language)
    return _style(document.rss_str(pretty=True), feed)


def write_atom(feed: Feed) -> bytes:
    """The feed as Atom (RFC 4287)."""
    document = _begin_document(feed, "application/atom+xml")
    for entry in feed.entries:
        item = _add_entry(document, entry)
        item.author([{"name": name, "uri": url} for name, url in entry.authors if name])
    return _style(document.atom_str(pretty=True), feed)


def _begin_document(feed: Feed, media_type: str) -> Any:
    from feedgen.feed import FeedGenerator  # 48 ms that most commands need not pay

    document = FeedGenerator()
    document.register_extension("causerie", _FeedExtras, _EntryExtras)
    document.causerie.feed = feed
    document.id(feed.url)
    document.title(feed.title)
    document.description(feed.description)  # Atom's subtitle, too
    document.language(feed.language)
    document.author(name=feed.author, uri=feed.home)
    document.generator("causerie")
    document.updated(feed.updated or _NEVER)  # feedgen's default is now; RSS's lastBuildDate comes with it
    document.link(href=feed.url, rel="self", type=media_type)
    # The link that RSS shows is the last one.
    document.link(href=feed.home, rel="alternate", type="text/html")
    return document


def _add_entry(document: Any, entry: Entry) -> Any:
    item = document.add_entry(order="append")  # the default turns the order round
    item.causerie.entry = entry
    item.id(entry.id)
    item.title(entry.title)
    item.summary(entry.summary)
    item.content(entry.content, type="html")
    item.published(entry.published)
    item.updated(entry.updated)
    item.category([{"term": word} for word in entry.categories])
    item.link(href=entry.url, rel="alternate")
    if entry.picture:
        item.enclosure(entry.picture.url, 0, entry.picture.type)  # 0: unknown, as views read no files
    return item


class _FeedExtras:
    """What feedgen cannot say of a feed: where its calendar is, and that it has never been updated."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_atom(self, root: Any) -> None:
        _add(root, "link", self._calendar_link())

    def extend_rss(self, root: Any) -> None:
        channel = root[0]
        root.set(_XML_LANG, self.feed.language)  # what feed.css can see of the language
        _add(channel, f"{{{_ATOM}}}link", self._calendar_link())
        if not self.feed.entries:
            channel.remove(channel.find("lastBuildDate"))

    def _calendar_link(self) -> dict[str, str]:
        return {
            "href": self.feed.calendar,
            "rel": "related",
            "type": "text/calendar",
            "title": self.feed.calendar_title,
        }


class _EntryExtras:
    """What feedgen cannot say of an entry: its language, its calendar, and what each of its links is.

    feedgen drops `rel` and `type` of an Atom entry's links (its issue 135), and readers open the picture, not the page.
    """

    entry: Entry

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_atom(self, element: Any) -> None:
        for link in element.findall("link"):
            element.remove(link)
        element.set(_XML_LANG, self.entry.language)
        _add(element, "link", {"href": self.entry.url, "rel": "alternate", "type": "text/html"})
        _add(element, "link", {"href": self.entry.calendar, "rel": "related", "type": "text/calendar"})
        if self.entry.picture:
            _add(element, "link", {"href": self.entry.picture.url, "rel": "enclosure", "type": self.entry.picture.type})

    def extend_rss(self, element: Any) -> None:
        _add(element, f"{{{_ATOM}}}link", {"href": self.entry.calendar, "rel": "related", "type": "text/calendar"})
        # RSS has no word for a change; readers take Atom's.
        _add(element, f"{{{_ATOM}}}updated", {}).text = self.entry.updated.isoformat()


def _add(parent: Any, tag: str, attributes: dict[str, str]) -> Any:
    child = parent.makeelement(tag, attributes)
    parent.append(child)
    return child


def _style(document: bytes, feed: Feed) -> bytes:
    """The document with the instructions that make browsers show it as a page; feedgen has no place for them."""
    declaration, rest = document.split(b"\n", 1)
    instructions = (
        f'<?xml-stylesheet type="text/{escape(style.rpartition(".")[2])}" href="{escape(style)}"?>'
        for style in feed.stylesheets
    )
    return "\n".join((declaration.decode(), *instructions, rest.decode())).encode()
