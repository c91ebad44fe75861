"""Posts are as long as the platforms say: by known cases, and by the code with which the platforms themselves count."""

from __future__ import annotations

import json
import random
import subprocess
import unicodedata
from pathlib import Path

import pytest

from causerie.promoting.lengths import (
    count_clusters,
    count_for_bluesky,
    count_for_mastodon,
    count_for_threads,
    length_rule,
    weigh_for_x,
)
from tests.readers import need

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"

# Of the kinds of `conformance/validate.yml` in https://github.com/twitter/twitter-text, in words of our own.
ON_X = {
    "a test.": 7,
    "http://museum.com": 23,
    "https://museum.com/labels?page=2#top": 23,
    "museum.com": 23,
    "Read https://museum.com and museum.com twice": 62,
    "한국어": 6,
    "ラベル": 6,
    "العربية": 7,
    "A\u0301B": 2,  # put together before it is counted
    "A\ufb2c": 4,  # taken apart
    "🐱": 2,
    f"Z{FAMILY}☺": 5,
    "🙋🏽👨\u200d🎤": 4,
    "🇫🇷 1️⃣ ❤️": 8,
    SCOTLAND: 2,
    "“quoted” – … ‰ 20 €": 22,
    "a\nb": 3,
    "x" * 300: 300,
    "mail@museum.com": 15,
    "@museum.com": 11,
    f"http://{'日本' * 24}.com": 23,
    f"http://{'日本のことば' * 9}.com": 11 + 2 * 54,  # too long a name for a domain
}


@pytest.mark.parametrize(("text", "length"), ON_X.items())
def test_x_weighs_characters(text: str, length: int) -> None:
    assert weigh_for_x(text) == length


def test_a_domain_that_nobody_can_have_is_no_link() -> None:
    assert weigh_for_x("https://museum.example/") == len("https://museum.example/")


# The breaks are those of Unicode's GraphemeBreakTest and of the tests of Bluesky's own lexicons.
@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("", 0),
        ("plain", 5),
        ("\r\n", 1),
        ("e\u0301", 1),
        (FAMILY * 2, 2),
        ("🇫🇷🇩🇪", 2),
        ("각", 1),
        ("नमस्ते", 3),
        (SCOTLAND, 1),
    ],
)
def test_bluesky_counts_what_a_reader_takes_for_one_sign(text: str, signs: int) -> None:
    assert count_clusters(text) == signs


def test_bluesky_takes_no_more_than_three_thousand_bytes() -> None:
    text = FAMILY * 130
    assert count_clusters(text) == 130
    assert count_for_bluesky(text) == 325
    assert not length_rule("bluesky", {}).is_kept(text)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Hello @amara@glammr.social!", 13),
        ("Hello @amara!", 13),
        ("mail amara@glammr.social", 24),
        ("See https://museum.com/a/very/long/path/that/nobody/reads.", 28),
        ("See museum.com", 14),
        (FAMILY, 1),
    ],
)
def test_mastodon_counts_no_servers_and_short_links(text: str, length: int) -> None:
    assert count_for_mastodon(text) == length


def test_threads_counts_the_bytes_of_emoji() -> None:
    assert count_for_threads("Hi 🐱") == 7


def test_a_host_knows_the_limit_of_their_server() -> None:
    assert length_rule("mastodon", {}).limit == 500
    assert length_rule("mastodon", {"mastodon": 1000}).is_kept("x" * 1000)
    assert length_rule("irc", {}).is_kept("x" * 9999)


MORE = (
    "#MuseumHour",
    "@wanjiru.bsky.social",
    "(https://t.co/x)",
    "https://fr.wikipedia.org/wiki/Été_(saison)",
    "http://☃.net/",
    "https://a.museum/é/ü.",
    "«\u00a0mots\u00a0»",
    "كِتاب",
    "कि",
    "ก็",
    "©️",
    "18:30",
    "3.14",
)


def counted_by_platforms(texts: list[str]) -> list[tuple[int, int]]:
    command = [need("node"), Path(__file__).with_name("platform_counts.mjs"), need("twitter-text")]
    command.append(need("unicode-segmenter"))
    run = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, encoding="utf-8")
    return [(weighed, signs) for weighed, signs in json.loads(run.stdout)]


def test_the_platforms_own_code_counts_the_same() -> None:
    pieces = [*ON_X, *MORE]
    points = (*range(0xA0, 0x24FF), *range(0x2600, 0x27FF), *range(0x1F300, 0x1F6FF))
    pieces += [chr(point) for point in points if unicodedata.category(chr(point)) != "Cn"]  # known to all versions
    chance = random.Random(8)
    texts = [*pieces, *(" ".join(chance.choices(pieces, k=5)) for _ in range(2000))]
    counted = counted_by_platforms(texts)
    assert [weigh_for_x(text) for text in texts] == [weighed for weighed, _ in counted]
    assert [count_clusters(text) for text in texts] == [signs for _, signs in counted]


def test_what_only_looks_like_a_link_counts_too_long_rather_than_too_short() -> None:
    texts = ["p.ex. le dimanche", "C'est la fin.Le début", "e.g. this", "so.far so good", "v2.final"]
    assert all(
        weigh_for_x(text) >= weighed for text, (weighed, _) in zip(texts, counted_by_platforms(texts), strict=True)
    )
