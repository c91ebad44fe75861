"""Texts of Bluesky: links are shown shortened, and stand in full beside the text, by bytes.

https://docs.bsky.app/docs/advanced-guides/post-richtext
"""

from __future__ import annotations

import re
from typing import Any

from causerie.frozen import frozen
from causerie.importers.html_text import spell_link
from causerie.importers.lenient import objects, read_count, string

_POST = re.compile(r"(?:at://|https?://bsky\.app/profile/)[^/\s]+/(?:app\.bsky\.feed\.post|post)/(?P<key>[^/?#\s]+)")


@frozen
class _Place:
    begin: int  # in bytes
    end: int
    address: str


def read_text(record: dict[str, Any], quoted: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a record with its links in full, and these links.

    A link to the post that it quotes, by the key of that, is dropped at the end of the text.
    """
    text = string(record.get("text"))
    if record.get("facets"):
        return _spell(text, _facets(record["facets"]), "utf-8", quoted)
    return _spell(text, _entities(record.get("entities")), "utf-16-le", quoted)


def post_key(address: str) -> str:
    """The key of the post that an address leads to, '' where it leads to no post of Bluesky."""
    found = _POST.match(address)
    return found["key"] if found else ""


def _facets(value: Any) -> list[_Place]:
    places = []
    for facet in objects(value):
        index = facet.get("index")
        if not isinstance(index, dict):
            continue
        for feature in objects(facet.get("features")):
            begin, end, address = (read_count(index.get("byteStart")), read_count(index.get("byteEnd")),
                                   string(feature.get("uri")))  # fmt: skip
            if begin is not None and end is not None and address and not string(feature.get("$type")).endswith("#tag"):
                places.append(_Place(begin, end, address))
                break
    return places


def _entities(value: Any) -> list[_Place]:
    """How links were written in the first months; counted in the units of JavaScript's texts."""
    places = []
    for entity in objects(value):
        index = entity.get("index")
        if isinstance(index, dict) and entity.get("type") == "link":
            begin, end = read_count(index.get("start")), read_count(index.get("end"))
            if begin is not None and end is not None:
                places.append(_Place(begin * 2, end * 2, string(entity.get("value"))))
    return places


def _spell(text: str, places: list[_Place], encoding: str, quoted: str) -> tuple[str, tuple[str, ...]]:
    content = text.encode(encoding, "surrogatepass")
    pieces: list[str] = []
    links: list[str] = []
    at = 0
    for place in sorted(places, key=lambda each: (each.begin, each.end)):
        if not at <= place.begin < place.end <= len(content):
            continue
        try:
            before = content[at : place.begin].decode(encoding, "surrogatepass")
            shown = content[place.begin : place.end].decode(encoding, "surrogatepass")
            after = content[place.end :].decode(encoding, "surrogatepass")
        except UnicodeDecodeError:  # it begins or ends within a character: whoever wrote it counted something else
            continue
        is_quoted = quoted and post_key(place.address) == quoted
        if is_quoted and not after.strip():
            pieces.append(before.rstrip())
        else:
            pieces += [before, spell_link(shown, place.address)]
            links.append(place.address)
        at = place.end
    pieces.append(content[at:].decode(encoding, "surrogatepass"))
    return "".join(pieces), tuple(dict.fromkeys(links))
