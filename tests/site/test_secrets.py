"""What must not be published stands in no byte of the site: in no page, feed, calendar, index, data file or name."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path

import pytest

from tests.site import secrets
from tests.site.demo_records import read_sessions, read_yaml

_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@pytest.fixture(scope="module")
def everything(site_with_secrets: Path) -> dict[str, str]:
    """Every file of the site as plain words, by path: unfolded, unpacked, unescaped, on one line, in small letters."""
    files = (path for path in sorted(site_with_secrets.rglob("*")) if path.is_file())
    return {path.relative_to(site_with_secrets).as_posix(): plain_words(path) for path in files}


def plain_words(path: Path) -> str:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = content.decode("utf-8", errors="replace")
    text = text.replace("\r\n ", "") if path.suffix == ".ics" else text
    text = _JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return " ".join(html.unescape(html.unescape(text)).replace("\\,", ",").split()).casefold()


def places(everything: dict[str, str], secret: str) -> list[str]:
    """The files that say something, or carry it in their names."""
    wanted = " ".join(secret.split()).casefold()
    return [path for path, text in everything.items() if wanted in text or wanted in path.casefold()]


def words_of(texts: object) -> list[str]:
    """Every text in a record, as the longest piece without marks that another format may write otherwise."""
    if isinstance(texts, dict):
        return [word for each in texts.values() for word in words_of(each)]
    if isinstance(texts, list):
        return [word for each in texts for word in words_of(each)]
    longest = max(re.split(r"[^\w ]+", str(texts)), key=len).strip()
    return [longest] if len(longest) > 12 else []


@pytest.mark.parametrize("public", ["Who writes the label?", "museum-hour/the-last-gallery", "A tea towel with the"])
def test_what_is_public_is_found_by_the_same_search(everything: dict[str, str], public: str) -> None:
    assert places(everything, public) != []


def test_ideas_are_nowhere(everything: dict[str, str], content: Path) -> None:
    ideas = [session for session in read_sessions(content) if session.status == "idea"]
    assert len(ideas) == 2
    assert {words: places(everything, words) for idea in ideas for words in (idea.id, idea.title)} == {
        words: [] for idea in ideas for words in (idea.id, idea.title)
    }


def test_private_notes_are_nowhere(everything: dict[str, str], content: Path) -> None:
    notes = [words_of(read_yaml(path.read_text(encoding="utf-8"))) for path in content.glob("chats/*/*/retro.yml")]
    lines = [line for each in notes for line in each]
    assert len(lines) > 12
    assert [line for line in lines if places(everything, line)] == []


def test_questions_stay_hidden_until_their_day(everything: dict[str, str], content: Path) -> None:
    record = (content / "chats/museum-hour/2026-12-02-school-visits/session.md").read_text(encoding="utf-8")
    front = read_yaml(record.split("---\n")[1])
    assert front["questions_from"] == "2026-11-29"
    hidden = words_of(front["questions"])
    assert len(hidden) > 5
    assert [words for words in hidden if places(everything, words)] == []


@pytest.mark.parametrize("secret", secrets.NOT_ANNOUNCED)
def test_a_session_that_is_not_announced_yet_is_nowhere(everything: dict[str, str], secret: str) -> None:
    assert places(everything, secret) == []


@pytest.mark.parametrize("secret", secrets.NOT_PUBLISHED)
def test_a_recap_that_is_not_published_yet_is_nowhere(everything: dict[str, str], secret: str) -> None:
    assert places(everything, secret) == []


def test_proposed_takeaways_are_nowhere(everything: dict[str, str]) -> None:
    assert places(everything, secrets.PROPOSED) == []


@pytest.mark.parametrize(
    "secret", [secrets.FORGOTTEN_HANDLE, secrets.FORGOTTEN_ADDRESS, *secrets.FORGOTTEN_WORDS, "forget.yml"]
)
def test_who_asked_to_be_forgotten_is_nowhere(everything: dict[str, str], secret: str) -> None:
    assert places(everything, secret) == []


@pytest.mark.parametrize("secret", [secrets.FORGOTTEN_HANDLE, secrets.FORGOTTEN_ADDRESS, *secrets.FORGOTTEN_WORDS])
def test_the_forgotten_would_be_there_had_they_not_asked(site: Path, secret: str) -> None:
    page = site / "chats/museum-hour/gift-shop/index.html"
    assert secret.casefold() in plain_words(page)
