"""What shows a feed to a person who opens it in a browser: two style sheets, with the words of the site's languages.

The words are here and not in the feed, which other programs read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from causerie.i18n import RIGHT_TO_LEFT, SOURCE_LANGUAGE, Speech, speak, spoken_language
from causerie.model.library import Library
from causerie.settings import Settings
from causerie.views.artifact import Artifact
from causerie.views.paths import ASSETS

STYLESHEETS = (ASSETS + "feed.xsl", ASSETS + "feed.css")  # for browsers that know XSLT, and for the others
_STATIC = Path(__file__).parents[2] / "static"


def render_stylesheets(library: Library, settings: Settings) -> Iterator[Artifact]:
    """Both style sheets; a feed in a language that causerie does not speak is explained in English."""
    languages = {spoken_language(each) for each in (settings.language, *(chat.language for chat in library.chats))}
    speeches = [speak(each) for each in sorted(languages - {SOURCE_LANGUAGE})]
    for address in STYLESHEETS:
        yield Artifact(path=address, content=_fill(Path(address).name, speeches).encode())


def _fill(name: str, speeches: list[Speech]) -> str:
    text = (_STATIC / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        rules = [_css_rule(each) for each in (speak(SOURCE_LANGUAGE), *speeches)]
        away = ", ".join(f":lang({each})" for each in sorted(RIGHT_TO_LEFT))
        rules.append(f":is(channel, feed):is({away}) {{ direction: rtl; }}")
        return text.replace("/* WORDS */", "\n".join(rules))
    cases = [(f"$spoken = '{each.language}'", _choose(each)) for each in speeches]
    cases.append(("true()", _choose(speak(SOURCE_LANGUAGE))))
    words = "\n".join(f'<xsl:when test="{test}">{chosen}</xsl:when>' for test, chosen in cases)
    text = text.replace("<!-- WORDS -->", f"<xsl:choose>\n{words}\n</xsl:choose>")
    return text.replace("RIGHT-TO-LEFT", " ".join(sorted(RIGHT_TO_LEFT)))


def _choose(speech: Speech) -> str:
    """The words of a language, by the names that feed.xsl has for them."""
    words = {
        "feed": speech.text("Feed"),
        "home": speech.text("Go to the site"),
        "what": speech.text("What is a feed?"),
        "answer": speech.text(
            "This page is a feed: an address that a feed reader visits for you. Subscribe, and whatever is new comes to"
            " you, without an account or an e-mail."
        ),
        "copy": speech.text("Copy this address:"),
        "paste": speech.text(
            "Paste it into your feed reader, for example NetNewsWire, Thunderbird, Feedly, FreshRSS or Inoreader."
        ),
        "dates": speech.text("Rather have the dates in your calendar?"),
        "calendar": speech.text("Subscribe to the calendar"),
        "entries": speech.text("In this feed"),
        "none": speech.text("Nothing yet. Subscribe now, and the first news will come to you."),
    }
    cases = (f"<xsl:when test=\"$what = '{name}'\">{escape(text)}</xsl:when>" for name, text in words.items())
    return f"<xsl:choose>{''.join(cases)}</xsl:choose>"


def _css_rule(speech: Speech) -> str:
    words = speech.text(
        "This page is a feed. Copy its address into a feed reader, and whatever is new comes to you, without an account"
        " or an e-mail."
    )
    of = "" if speech.language == SOURCE_LANGUAGE else f":lang({speech.language})"
    text = json.dumps(words, ensure_ascii=False)  # a string of CSS, as long as it is on one line
    return f"channel{of}::before, feed{of}::before {{ content: {text}; }}"
