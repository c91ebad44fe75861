"""Card images: whatever a title holds, it stays on the card, in fonts that the package brings."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import causerie
from causerie.model.chat import Chat
from causerie.model.recap import Highlight, Recap
from causerie.model.session import Session, Status
from causerie.views import paths
from causerie.views.card_images.drawing import draw_card
from causerie.views.card_images.files import card_file, shared_cards
from causerie.views.card_images.glyphs import measure, order_line, prepare_text
from causerie.views.card_images.lines import fit, shorten
from causerie.views.card_images.words import (
    HEIGHT,
    WIDTH,
    CardWords,
    chat_card_words,
    describe_card,
    quote_card_words,
    session_card_words,
    site_card_words,
)
from tests import make

FONTS = Path(causerie.__file__).parent / "fonts"
PLAIN = CardWords(
    "Who writes the label?", "Wednesday, 2 December 2026", "With Jonas", "#MuseumHour", "Galleries & Stacks"
)
HINDI = "संग्रहालय का लेबल कौन लिखता है"  # of a script that no font here has
TITLES = (
    "AI",
    "Who decides? " * 16,
    "a" * 200,
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "من يكتب بطاقة المتحف؟ " * 9,
    "展示ラベルは誰が書くのか？" * 15,
    "🎉👩🏽‍💻🇫🇷❤️🏳️‍🌈" * 20,
    "מי כותב את התווית?",
    "Łódź, Ærø, Nguyễn, Θεσσαλονίκη, Київ",
)
MARGIN = 60


def pixels(words: CardWords) -> Image.Image:
    return Image.open(BytesIO(draw_card(words)))


def ink(words: CardWords) -> tuple[int, int, int, int] | None:
    """Around what is written below the band, the great sign left out."""
    image = pixels(words)
    assert image.mode == "P"
    below = Image.frombytes("L", image.size, image.tobytes()).crop((0, 113, WIDTH, HEIGHT))
    return below.point([0, 0, *([255] * 254)]).getbbox()


@pytest.mark.parametrize("is_quote", [False, True])
@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:12])
def test_any_title_stays_inside_the_margins(title: str, is_quote: bool) -> None:
    for is_right_to_left in (False, True):
        words = PLAIN._replace(title=title, is_quote=is_quote, is_right_to_left=is_right_to_left)
        box = ink(words)
        assert box is not None
        assert box[0] >= MARGIN
        assert box[2] <= WIDTH - MARGIN
        assert box[3] <= HEIGHT - 113 - 40


def test_a_card_is_a_small_png_of_the_size_that_pages_say() -> None:
    content = draw_card(PLAIN)
    image = pixels(PLAIN)
    assert (image.size, image.format, len(content) < 25_000) == ((WIDTH, HEIGHT), "PNG", True)
    assert image.getpixel((5, 5)) == 8  # the band, in the accent
    palette = image.getpalette()
    assert palette is not None
    assert "#{:02x}{:02x}{:02x}".format(*palette[24:27]) == PLAIN.accent


def test_another_process_draws_the_same_bytes() -> None:
    code = (
        "import sys; from hashlib import blake2b; from causerie.views.card_images.words import CardWords;"
        "from causerie.views.card_images.drawing import draw_card;"
        f"print(blake2b(draw_card(CardWords(*{tuple(PLAIN)!r}))).hexdigest())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert said == blake2b(draw_card(PLAIN)).hexdigest()


def test_a_title_that_no_font_has_leaves_the_place_to_the_hashtag() -> None:
    assert draw_card(PLAIN._replace(title=HINDI)) == draw_card(PLAIN._replace(title="#MuseumHour"))
    assert draw_card(PLAIN._replace(title=HINDI, hashtag="", site="")) == draw_card(
        PLAIN._replace(title="", hashtag="", site="")
    )


def test_a_sign_that_is_too_much_for_freetype_is_drawn_as_its_words() -> None:
    assert prepare_text("\ufdfd") == prepare_text("بسم الله الرحمن الرحيم") != ""
    assert draw_card(PLAIN._replace(title="\ufdfd" * 9, first="\ufdfd"))


def test_single_characters_that_no_font_has_are_nothing_not_boxes() -> None:
    assert prepare_text("The label\ue000 of क today") == "The label of today"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("👩🏽\u200d💻 writes", "👩 writes"),
        ("🏳️\u200d🌈 and ❤️", "🏳 and ❤"),
        ("🇫🇷 1️⃣", "FR 1"),
        ("« Un livre »  ?", "«\u00a0Un livre\u00a0»\u00a0?"),
        ("one\ntwo\t three", "one two three"),
    ],
)
def test_what_is_drawn_of_a_text(text: str, drawn: str) -> None:
    assert prepare_text(text) == drawn


def test_arabic_letters_are_joined_and_run_from_the_right_with_brackets_turned() -> None:
    prepared = prepare_text("سلام (AI) 2026")
    assert prepared == "\ufeb3\ufefc\ufee1 (AI) 2026"  # seen, lam with alef, meem: initial, medial, at the end
    assert order_line(prepared, is_right_to_left=True) == "2026 (AI) \ufee1\ufefc\ufeb3"


@pytest.mark.parametrize(
    ("line", "is_right_to_left", "drawn"),
    [
        ("\u05d0 (a) (b)", True, "(b) (a) \u05d0"),
        ("\u05d0 ([\u05d1]) «1»", True, "«1» ([\u05d1]) \u05d0"),
        ("a (\u05d0\u05d1) b", False, "a (\u05d1\u05d0) b"),
        ("\u05d0 1 < 2", True, "2 > 1 \u05d0"),
        ("a (b) «c»", True, "a (b) «c»"),
    ],
)
def test_brackets_enclose_what_they_enclosed(line: str, is_right_to_left: bool, drawn: str) -> None:
    assert order_line(line, is_right_to_left=is_right_to_left) == drawn


def test_lines_break_between_words_and_are_balanced() -> None:
    block = fit("Who writes the label on the wall", "serif", range(100, 43, -4), 1056, 300)
    assert block.lines == ("Who writes the", "label on the wall")


def test_japanese_breaks_between_characters_and_begins_no_line_with_a_stop() -> None:
    block = fit("展示ラベルは誰が書くのか。学芸員の仕事を話そう。", "serif", range(100, 43, -4), 640, 400)
    assert len(block.lines) > 1
    assert not any(line.startswith(("。", "、")) for line in block.lines)


def test_what_fits_in_no_size_is_broken_and_then_cut_off() -> None:
    block = fit("word " * 100, "serif", range(100, 43, -4), 1056, 300)
    assert (block.size, block.lines[-1][-1]) == (44, "…")
    assert len(fit("a" * 60, "serif", range(100, 43, -4), 1056, 300).lines) == 2


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=80))
def test_no_text_breaks_a_card(title: str, line: str) -> None:
    draw_card(PLAIN._replace(title=title, first=line, second=line, hashtag=line, site=line))
    prepared = prepare_text(title)
    block = fit(prepared, "serif", range(100, 43, -4), 1056, 300)
    assert all(measure(each, "serif", block.size) <= 1056 or len(each) == 1 for each in block.lines)
    assert measure(shorten(prepared, "sans", 40, 500), "sans", 40) <= 500


def test_the_words_of_a_session_and_of_its_recap() -> None:
    session = make.session(guests=(make.person(id="jonas", name="Jonas Weber"),))
    ahead = session_card_words(session, make.settings(), make.NOW)
    assert ahead[:5] == (
        "Who writes the label?",
        "Wednesday, December 2, 2026 · 8:00\xa0PM (London)",
        "With Jonas Weber",
        "#MuseumHour",
        "Galleries & Stacks",
    )
    held = replace(session, recap=Recap(published=make.NOW), start=make.NOW.replace(month=10))
    assert session_card_words(held, make.settings(), make.NOW).first == "Recap of Thursday, October 22, 2026"
    off = replace(session, status=Status.CANCELLED)
    assert session_card_words(off, make.settings(), make.NOW)[:2] == (
        "Cancelled: Who writes the label?",
        "Wednesday, December 2, 2026",
    )


def test_a_quote_names_its_author_and_its_alt_text_says_all_of_it() -> None:
    post = make.post(text="A2 Look\nat https://museum.example/a/very/long/address/that/goes/on/and/on/and/on first.")
    words = quote_card_words(post, make.session(), make.settings())
    assert words[:3] == (
        "A2 Look at museum.example/a/very/long/address/that/g… first.",
        "Jonas · @jonas.example",
        "Bluesky · Wednesday, December 2, 2026",
    )
    assert (
        describe_card(words) == f"“{words.title}” — {words.first} · {words.second} · #MuseumHour · Galleries & Stacks"
    )


def test_a_quote_of_nobody_names_nobody() -> None:
    nobody = make.post(author=replace(make.post().author, name="", handle=""))
    chat = replace(make.chat(), anonymise=True)
    words = quote_card_words(nobody, make.session(chat=chat), make.settings())
    assert words.first == "A participant"


def test_the_cards_of_the_site_and_its_chats() -> None:
    library = make.library(make.session())
    files = list(shared_cards(library, make.settings(), make.NOW))
    assert [file.path for file in files] == [paths.SITE_CARD, "assets/causerie/cards/museum-hour.png"]
    assert site_card_words(library, make.settings()).hashtag == "#MuseumHour"
    assert (
        chat_card_words(library.chats[0], make.settings(), make.NOW).first == "Every Wednesday at 8:00\xa0PM (London)"
    )


def test_a_file_is_named_by_what_the_card_says() -> None:
    one, same, other = (
        card_file("a.png", PLAIN),
        card_file("b.png", PLAIN),
        card_file("a.png", PLAIN._replace(first="")),
    )
    assert one.key == same.key != other.key
    assert one.read() == draw_card(PLAIN)


def test_the_fonts_are_small_and_their_licence_and_coverage_name_each() -> None:
    fonts = sorted(path.name for path in FONTS.glob("*.ttf"))
    licence = (FONTS / "LICENSE.txt").read_text(encoding="utf-8")
    assert sorted(f"{name}.ttf" for name in json.loads((FONTS / "coverage.json").read_text())) == fonts
    assert [name for name in fonts if f"{name}: Copyright" not in licence] == []
    assert "SIL OPEN FONT LICENSE" in licence
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 2_500_000


def test_models_name_a_card_by_plain_values() -> None:
    """They cross processes as tuples."""
    recap = Recap(published=make.NOW, highlights=(Highlight(post=make.post()),))
    session: Session = make.session(recap=recap)
    chat: Chat = session.chat
    for words in (
        session_card_words(session, make.settings(), make.NOW),
        chat_card_words(chat, make.settings(), make.NOW),
    ):
        assert all(isinstance(value, str | bool) for value in words)
