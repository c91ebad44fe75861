"""The Content-Security-Policy of each page: what it may load and run is the site's own, and what the host put there.

It stands in the page, as many web hosts send no headers. What strangers wrote is never asked what it needs: scripts
and addresses are looked for in the theme and in the host's own text, so an element that came with a post would do
nothing.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from causerie.frozen import frozen
from causerie.problems import did_you_mean
from causerie.views.pages.environment import TEMPLATES

_BASE = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's icons are data: in its style sheets
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'", "https:"),  # sharing asks a visitor's own server
}
_KNOWN = (*_BASE, "connect-src", "font-src", "frame-src", "media-src", "worker-src", "manifest-src")
_OF_SCRIPTS = ("script-src", "style-src", "img-src", "connect-src", "frame-src", "font-src")  # who may run, may do all
_OF_ELEMENTS = {"img": "img-src", "iframe": "frame-src"} | dict.fromkeys(("video", "audio", "source"), "media-src")
_OF_LINKS = {  # by rel; from where a style sheet comes, there its fonts are, or the theme says so with preconnect
    "stylesheet": ("style-src", "font-src"),
    "preconnect": ("font-src",),
    "icon": ("img-src",),
    "manifest": ("manifest-src",),
}
_GOOGLE = "https://*.google-analytics.com", "https://*.analytics.google.com", "https://*.googletagmanager.com"
_SOURCE = re.compile(
    r"""(?i)'[a-z][a-z0-9-]*'|[a-z][a-z0-9+.-]*:|(?:[a-z][a-z0-9+.-]*://)?[\w*.:-]+(?:/[^\s;,"'<>]*)?"""
)
_OWN = re.compile("<meta http-equiv=[\"']?Content-Security-Policy\\b", re.IGNORECASE)
_ANCHORS = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE), re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_HEAD_END = re.compile(r"</head>|<body\b", re.IGNORECASE)
_GIVEN = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_ELEMENT = re.compile(
    rf"<(script|style)\b({_GIVEN})>(.*?)</\1\s*>|<(link|img|iframe|video|audio|source)\b({_GIVEN})>", re.I | re.S
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_STYLE = re.compile(r"""\sstyle=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_RUN = {"", "text/javascript", "application/javascript", "module", "importmap"}  # other scripts are data
_HOLE = "{%+ endraw"  # in a shell: what is another text on each page


def read_policy(option: Any) -> dict[str, tuple[str, ...]]:
    """More sources by directive, as `policy:` in mkdocs.yml names them; raises ValueError with advice."""
    if isinstance(option, bool):
        return {}
    found = {}
    for name, sources in option.items():
        if name not in _KNOWN:
            raise ValueError(f"'{name}', which is nothing that a policy knows.{did_you_mean(str(name), _KNOWN)}")
        listed = sources.split() if isinstance(sources, str) else sources if isinstance(sources, list) else [sources]
        wrong = [each for each in listed if not (isinstance(each, str) and _SOURCE.fullmatch(each))]
        if wrong:
            raise ValueError(f"'{wrong[0]}' for '{name}', which is no source. Write one as https://stats.example.")
        found[name] = tuple(listed)
    return found


@frozen
class Policy:
    """What the pages of one site may do; `more` is what the host allows on all of them, by directive."""

    more: Mapping[str, Iterable[str]]

    def seal(self, html: str, foreign: Iterable[str] = ()) -> str:
        """A page with the policy that it needs; `foreign` is what of it others wrote, which is asked nothing."""
        anchor = find_anchor(html)
        if not anchor:
            return html
        trusted = html
        for each in foreign:
            trusted = trusted.replace(each, "", 1) if each else trusted
        return html.replace(anchor, anchor + self._write(_find_needs(trusted)), 1)

    def write(self, shell: str) -> str:
        """The policy of all pages in a shell; '' where something in it that needs allowing is another on each page."""
        needs = list(_find_needs(shell))
        return "" if any(not source for _, source in needs) else self._write(needs)

    def _write(self, needs: Iterable[tuple[str, str]]) -> str:
        """The element that allows these."""
        allowed: dict[str, dict[str, None]] = {name: dict.fromkeys(base) for name, base in _BASE.items()}
        for name, source in (*needs, *((name, source) for name, each in self.more.items() for source in each)):
            allowed.setdefault(name, {"'self'": None})[source] = None
        told = {name: _tidy(sources) for name, sources in allowed.items()}
        usual = told.pop("default-src")  # it holds for each kind of file of which nothing else is said
        said = {name: sources for name, sources in told.items() if sources != usual or not name.endswith("-src")}
        text = "; ".join(" ".join([name, *sources]) for name, sources in {"default-src": usual, **said}.items())
        return f'\n<meta http-equiv="Content-Security-Policy" content="{text}">'


def find_anchor(html: str) -> str:
    """The element of a page behind which its policy belongs; '' where the page has a policy of its own, or no head."""
    end = _HEAD_END.search(html)
    if end is None or _OWN.search(html, 0, end.start()):
        return ""
    found = next(filter(None, (each.search(html, 0, end.start()) for each in _ANCHORS)), None)
    return found[0] if found else ""


def policy_for(config: MkDocsConfig, option: Any) -> Policy:
    """The policy of a site: what the host configured in mkdocs.yml is allowed, and what `policy:` says."""
    more = {name: list(sources) for name, sources in read_policy(option).items()}
    analytics = config.extra.get("analytics")
    if isinstance(analytics, Mapping) and analytics.get("provider") == "google":
        for name in ("script-src", "img-src", "connect-src"):
            more.setdefault(name, []).extend(_GOOGLE)
    forge = urlsplit(config.repo_url or "")
    if forge.hostname and "gitlab" in forge.hostname:  # the theme asks it for the numbers beside the link
        more.setdefault("connect-src", []).append(f"https://{forge.hostname}")
    elif forge.hostname == "github.com":
        more.setdefault("connect-src", []).append("https://api.github.com")
    return Policy(more)


def _tidy(sources: Iterable[str]) -> list[str]:
    """Sources without those that mean nothing beside others."""
    kept = list(sources)
    if "'unsafe-inline'" in kept:
        kept = [each for each in kept if not each.startswith("'sha256-")]
    return [each for each in kept if each != "'none'"] or kept


def _find_needs(trusted: str) -> Iterator[tuple[str, str]]:
    """What HTML that the host and the theme wrote needs beyond the site's own files: directives and sources.

    The source is '' where a hole in a shell makes it another one on each page.
    """
    yield "script-src", _hash(_own_script())
    for style in _STYLE.finditer(trusted):
        yield "style-src", "'unsafe-hashes'"
        yield "style-src", _hash(unescape(style[1] or style[2] or ""))
    for element in _ELEMENT.finditer(trusted):
        name = (element[1] or element[4]).lower()
        found = _ATTRIBUTE.findall(element[2] or element[5] or "")
        given = {each[0].lower(): unescape("".join(each[1:])).strip() for each in found}
        if name == "style" or (name == "script" and "src" not in given and given.get("type", "").lower() in _RUN):
            yield f"{name}-src", _hash(element[3])
            continue
        addresses = [*(each.strip().split(" ")[0] for each in given.get("srcset", "").split(",")), given.get("poster")]
        yield from (("img-src", origin) for each in addresses if each and (origin := _origin(each)) is not None)
        origin = _origin(given.get("href" if name == "link" else "src", ""))
        if origin is not None:
            yield from ((directive, origin) for directive in _directives(name, given.get("rel", "")))


def _directives(element: str, rel: str) -> tuple[str, ...]:
    if element == "link":
        return _OF_LINKS.get(rel.lower(), ())
    return _OF_SCRIPTS if element == "script" else (_OF_ELEMENTS[element],)


def _origin(address: str) -> str | None:
    """Where something is loaded from, as a policy names it; None where that is the site itself or nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if not parts.netloc or parts.scheme not in ("", "http", "https"):
        return None
    if _HOLE in parts.netloc:
        return ""
    origin = f"{parts.scheme}://{parts.netloc}" if parts.scheme else parts.netloc
    return origin if _SOURCE.fullmatch(origin) else None


@lru_cache(maxsize=256)
def _hash(text: str) -> str:
    """A script's or a style's name in a policy, or '' where it has a hole; browsers read all line ends as one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "" if _HOLE in text else f"'sha256-{b64encode(sha256(plain.encode(errors='replace')).digest()).decode()}'"


@lru_cache(maxsize=1)
def _own_script() -> str:
    """The one script that we put into pages ourselves; see the template for why."""
    source = (TEMPLATES / "head_feeds.html").read_text(encoding="utf-8")
    return source.partition("<script>")[2].partition("</script>")[0]
