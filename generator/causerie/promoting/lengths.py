"""How long a post is, as each platform counts it, and what it takes.

X weighs characters, Bluesky and Mastodon count what a reader takes for one; links and mentions count as platforms
show them. Where a platform knows more than is known here (a list of all top-level domains), a post counts too long
rather than too short.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

import regex

from causerie.frozen import frozen
from causerie.model.platform import Platform

_LINK = 23  # characters that any link takes on X and on Mastodon
# What a path may hold and what may end it: https://github.com/twitter/twitter-text, `validUrlPath`.
_LETTERS = r"a-z0-9\p{Cyrillic}\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f"
_IN_PATH = rf"[{_LETTERS}!*';:=+,.$/%#\[\]\-\u2013_~@|&]"
_PATH_END = rf"[{_LETTERS}+\-=_#/]|\([{_LETTERS}!*';:=+,.$/%#\[\]\-_~@|&]+\)"
_PATH = rf"(?:/(?:(?:{_IN_PATH}|\({_IN_PATH}+\))*(?:{_PATH_END}))?)?"
_AFTER = rf"(?::\d+)?{_PATH}(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?"
_NO_DOMAIN = r"(?:example|test|invalid|localhost|local|onion|internal)(?![\p{L}\p{N}-])"  # RFC 6761 and its kin
_TOP = rf"(?!{_NO_DOMAIN})\p{{L}}{{2,}}(?![a-z0-9@+-]|\.{_NO_DOMAIN})"
_ADDRESS = rf"https?://(?:[\p{{L}}\p{{N}}\p{{So}}_\-]{{1,63}}\.)+{_TOP}{_AFTER}"
_BARE = rf"(?<![-_./])(?:[a-z0-9\u00c0-\u024f][a-z0-9\u00c0-\u024f_\-]{{0,62}}\.)+(?=[a-z]){_TOP}{_AFTER}"
_LINKS = regex.compile(rf"(?<![a-z0-9@＠$#＃])(?:({_ADDRESS})|{_BARE})", regex.IGNORECASE)
_HOST = regex.compile(r"(?:https?://)?([^/?:]+)", regex.IGNORECASE)
_LONGEST_NAME = 63
# https://github.com/mastodon/mastodon, `StatusLengthValidator`: of a mention, the server does not count.
_MENTION = regex.compile(r"(?<![\w/@])(@[\w]+(?:[\w.-]+[\w]+)?)@[\w.\-]+[\w]")
_CLUSTER = regex.compile(r"\X")
_EMOJI = regex.compile(r"(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3)")
_TEXT_SIGNS = regex.compile(r"[\u00a9\u00ae\u203c\u2049\u2122](?!\ufe0f)")  # drawn as text where nothing else is asked
# https://github.com/twitter/twitter-text/blob/master/config/v3.json: these weigh one, all others two.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def count_clusters(text: str) -> int:
    """How many signs a reader sees (grapheme clusters, UAX #29), however many code points make them."""
    return len(text) if text.isascii() and "\r" not in text else len(_CLUSTER.findall(text))


def weigh_for_x(text: str) -> int:
    """A post's length on X: links are 23, an emoji is 2, as is every sign of the languages that write densely."""
    text = unicodedata.normalize("NFC", text)
    links = [found for found in _LINKS.finditer(text) if _has_short_names(found[0])]
    return sum(_weigh_link(found) for found in links) + sum(map(_weigh_signs, _around(text, links)))


def count_for_bluesky(text: str) -> int:
    """A post's length on Bluesky: its signs, and as many as its bytes stand for, where they are uncommonly many.

    Bluesky takes 300 signs and 3000 bytes: https://docs.bsky.app/docs/advanced-guides/posts
    """
    return max(count_clusters(text), -(-len(text.encode()) // 10))


def count_for_mastodon(text: str) -> int:
    """A post's length on Mastodon: its signs, links as 23, and of a mention only the name before the server."""
    links = [found for found in _LINKS.finditer(text) if found[1]]
    rest = (count_clusters(_MENTION.sub(r"\1", part)) for part in _around(text, links))
    return _LINK * len(links) + sum(rest)


def count_for_threads(text: str) -> int:
    """A post's length on Threads, where an emoji counts its bytes: https://developers.facebook.com/docs/threads."""
    return sum(len(each.encode()) if _EMOJI.match(each) else len(each) for each in _CLUSTER.findall(text))


@frozen
class LengthRule:
    """What a platform takes, and how it counts."""

    count: Callable[[str], int]
    limit: int = 0  # 0 where nobody knows one

    def is_kept(self, text: str) -> bool:
        """Whether the platform takes a post of this text."""
        return not self.limit or self.count(text) <= self.limit


_RULES: Mapping[str, LengthRule] = {
    Platform.X: LengthRule(weigh_for_x, 280),
    Platform.BLUESKY: LengthRule(count_for_bluesky, 300),
    Platform.MASTODON: LengthRule(count_for_mastodon, 500),  # most servers; others say more in `limits:`
    Platform.THREADS: LengthRule(count_for_threads, 500),
    Platform.LINKEDIN: LengthRule(len, 3000),
}


def length_rule(platform: str, limits: Mapping[str, int]) -> LengthRule:
    """How long a post may be on a platform; `limits` are those that a host knows better."""
    rule = _RULES.get(platform, LengthRule(count_clusters))
    return LengthRule(rule.count, limits.get(platform, rule.limit))


def _weigh_link(found: regex.Match[str]) -> int:
    """23; a name such as `so.far` is no link where nobody sells `.far`, and counts what it would without."""
    return _LINK if found[1] else max(_LINK, _weigh_signs(found[0]))


def _has_short_names(link: str) -> bool:
    """Whether no part of a link's host takes more than 63 characters in the alphabet of domains (RFC 1035, 3492)."""
    if link.isascii():
        return True
    host = _HOST.match(link)
    names = host[1].split(".") if host else []
    return all(each.isascii() or len(each.encode("punycode")) + len("xn--") <= _LONGEST_NAME for each in names)


def _around(text: str, links: list[regex.Match[str]]) -> list[str]:
    ends = [0, *(found.end() for found in links)]
    begins = [*(found.start() for found in links), len(text)]
    return [text[end:begin] for end, begin in zip(ends, begins, strict=True)]


def _weigh_signs(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_weigh_cluster(each) for each in _CLUSTER.findall(text))


def _weigh_cluster(cluster: str) -> int:
    if _EMOJI.match(cluster) and not _TEXT_SIGNS.match(cluster):
        return 2
    return sum(1 if any(first <= ord(sign) <= last for first, last in _LIGHT) else 2 for sign in cluster)
