"""Stories of Storify, which closed in 2018: its JSON of two generations, its XML, and the HTML of its embeds.

What the curator wrote between posts is nobody's post, nor is a page or a picture from the web: both are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from causerie.importers.addresses import find_addresses
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.html_text import html_to_text
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import fault, read_json, read_text
from causerie.importers.rooms import find_links
from causerie.importers.sample import Sample, take_sample
from causerie.importers.storify_pages import is_html, is_xml, read_html, read_xml
from causerie.importers.x_posts import x_id, x_time, x_url
from causerie.model.post import Author, Media, Post
from causerie.problems import Problem
from causerie.text import cut_ends

_PLATFORMS = {
    "flickr",
    "youtube",
    "vimeo",
    "instagram",
    "facebook",
    "tumblr",
    "soundcloud",
    "vine",
    "googleplus",
    "linkedin",
}  # fmt: skip - a table
_STATUS = re.compile(r"/status(?:es)?/(\d+)|/(\d+)/?(?:[?#].*)?$")
_OWN_MEDIA = re.compile(r"(?:https?://)?pic\.twitter\.com/\w+\Z")
_LONGEST_MEDIA = 64  # characters
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)


def _recognise(sample: Sample) -> bool:
    if sample.element:
        return any(_is_story(each) or _is_list(each) or _is_element(each) for each in sample.elements[:3])
    return is_xml(sample.text) or is_html(sample.text)


def _content(value: Mapping[str, Any]) -> Mapping[str, Any]:
    content = value.get("content")
    return content if isinstance(content, dict) else value


def _is_story(value: Mapping[str, Any]) -> bool:
    content = _content(value)
    if not isinstance(content.get("elements"), list | dict):
        return False
    at_storify = "storify.com" in f"{content.get('permalink')} {content.get('shortlink')}"
    elements = _elements(content)
    return at_storify or "sid" in content or (bool(elements) and any(map(_is_element, elements[:10])))


def _is_list(value: Mapping[str, Any]) -> bool:
    stories = _content(value).get("stories")
    first = stories[0] if isinstance(stories, list) and stories else None
    return isinstance(first, dict) and ("sid" in first or "storify.com" in str(first.get("permalink")))


def _is_element(value: Any) -> bool:
    """Whether it is an element of a story: `attribution` and `source` are of 2013, `elementClass` is of 2011."""
    if not isinstance(value, dict) or "permalink" not in value:
        return False
    return "elementClass" in value or (
        "attribution" in value and "source" in value and ("eid" in value or "data" in value)
    )


def _elements(content: Mapping[str, Any]) -> list[Any]:
    elements = content.get("elements")
    if isinstance(elements, dict):
        return list(elements.values())
    return elements if isinstance(elements, list) else []


def _read(file: ExportFile, export: Export) -> Reading:
    if take_sample(file).element:
        yield from _read_values(file, export)
        return
    text = read_text(file)
    for each in read_xml(file, text) if is_xml(text) else read_html(text):
        if isinstance(each, Problem):
            yield each
        else:
            yield from _read_element(file, *each)


def _read_values(file: ExportFile, export: Export) -> Reading:
    for value in read_json(file):
        if isinstance(value, Problem):
            yield value
            continue
        line, page = value
        if not isinstance(page, dict):
            continue
        content = _content(page)
        if _is_story(page):
            for element in _elements(content):
                yield from _read_element(file, line, element)
            if len(export.files) == 1:
                yield from _missing(file, line, content)
        elif _is_list(page):
            yield fault(
                file, line, "this is a list of stories, without what stood in them. Give the file of the story itself."
            )
        else:
            yield from _read_element(file, line, page)


def _missing(file: ExportFile, line: int, content: Mapping[str, Any]) -> Iterator[Problem]:
    """A warning where a story has more elements than this page of it."""
    stats = content.get("stats")
    counts = stats.get("elements") if isinstance(stats, dict) else None
    every = sum(n for n in counts.values() if isinstance(n, int)) if isinstance(counts, dict) else 0
    here = len(_elements(content))
    if every > here:
        yield fault(file, line, f"the story had {every} elements, this page has {here}. Give its other pages, too.")


def _read_element(file: ExportFile, line: int, element: Any) -> Reading:
    if not isinstance(element, dict):
        yield fault(file, line, "an element that is none was passed over.")
        return
    source = element.get("source")
    name = _text(source.get("name") if isinstance(source, dict) else source).lower()
    permalink = _address(element.get("permalink"))
    if name in ("twitter", "x") or _first(element, "elementClass") == "tweet":
        found = _read_x(element, permalink)
        if found is None:
            yield fault(file, line, f"a post of X without its id was passed over: its address is '{permalink[:200]}'.")
        else:
            yield found
    elif name in _PLATFORMS and (other := _read_other(element, name, permalink)) is not None:
        yield other


def _read_x(element: Mapping[str, Any], permalink: str) -> Found | None:
    status = _STATUS.search(permalink)
    post_id = x_id((status[1] or status[2]) if status else "")
    if not post_id:
        return None
    native = post_id.removeprefix("x:")
    address = next(find_addresses(permalink), None)
    author = _author(element)
    handle = author.handle or (address.author.handle if address else "")
    text, is_whole = _x_text(element)
    post = Post(
        platform="x",
        id=post_id,
        url=x_url(handle, native),
        author=Author(handle=handle, name=author.name, id=author.id, avatar=author.avatar),
        posted=x_time(native) or _time(element, exact=False),
        text=cut_ends(text, _OWN_MEDIA, _LONGEST_MEDIA),
        links=find_links(text),
        media=_media(element),
    )
    return Found(post=post, is_cut=not is_whole)


def _x_text(element: Mapping[str, Any]) -> tuple[str, bool]:
    """The text of a post, and whether it is its own: a link's card says what the page says that it links to."""
    data, meta = _object(element, "data"), _object(element, "meta")
    texts = [_first(_object(data, "quote"), "text", "description"), _first(data, "text")]
    texts += [_first(meta, "full_text", "text"), _first(_object(data, "image"), "caption")]
    texts += [_first(element, "description", "title", "text")]
    for text in texts:
        if text:
            return _plain(text), True
    others = (_first(each, "text", "description") for each in data.values() if isinstance(each, dict))
    return _plain(next((text for text in others if text), "")), False


def _read_other(element: Mapping[str, Any], platform: str, permalink: str) -> Found | None:
    """A post of another platform, where it says who wrote what."""
    data = _object(element, "data")
    texts = [_first(each, "title", "caption", "text") for each in data.values() if isinstance(each, dict)]
    text = _plain(next((text for text in texts if text), "") or _first(element, "title", "description"))
    author = _author(element)
    native = _native(permalink)
    if not text or not (author.handle or author.name) or not native:
        return None
    post = Post(
        platform=platform,
        id=f"{platform}:{native}",
        url=permalink,
        author=author,
        posted=_time(element, exact=True),
        text=text,
        media=_media(element),
    )
    return Found(post=post)


def _author(element: Mapping[str, Any]) -> Author:
    """Who wrote an element: `attribution` and `source` say it, in 2011 `author`."""
    who, source = _object(element, "attribution") or _object(element, "author"), _object(element, "source")
    handle = _first(who, "username") or _first(source, "username")
    return Author(
        handle=re.sub(r"\s+", "", handle).removeprefix("@"),
        name=_first(who, "name"),
        id=_first(source, "userid"),
        url=_address(who.get("href")),
        avatar=_address(_first(who, "thumbnail", "avatar")),
    )


def _media(element: Mapping[str, Any]) -> tuple[Media, ...]:
    data = _object(element, "data")
    image, video = _address(_object(data, "image").get("src")), _address(_object(data, "video").get("src"))
    media = (Media(url=image, type="photo") if image else None, Media(url=video, type="video") if video else None)
    return tuple(each for each in media if each is not None)


def _native(permalink: str) -> str:
    """What names a post within its platform: the `v` of a video, else the end of its address."""
    try:
        parts = urlsplit(permalink)
    except ValueError:
        return ""
    video = parse_qs(parts.query).get("v")
    return re.sub(r"\s", "", video[0] if video else parts.path.rstrip("/").rpartition("/")[2])


def _time(element: Mapping[str, Any], *, exact: bool) -> datetime | None:
    """When an element was posted; in 2011 as seconds since 1970. `added_at` is when the curator took it."""
    text = _first(element, "posted_at", "created_at")
    try:
        when = datetime.fromtimestamp(float(text), UTC) if re.fullmatch(r"\d{9,11}(\.\d+)?", text) else None
        when = when or datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    return when if exact else when.replace(microsecond=0)


def _plain(text: str) -> str:
    """A text that may be HTML, with its line ends."""
    return html_to_text(text.replace("\n", "<br>")) if _MARKUP.search(text) else text.strip()


def _object(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _first(value: Mapping[str, Any], *keys: str) -> str:
    return next((text for key in keys if (text := _text(value.get(key)))), "")


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _address(value: Any) -> str:
    """An address; Storify left out the scheme of some."""
    text = _text(value)
    return f"https:{text}" if text.startswith("//") else text


IMPORTERS = (Importer(name="storify", title="Storify story", recognise=_recognise, read=_read),)
