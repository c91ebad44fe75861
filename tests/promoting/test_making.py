"""The posts of a kit: at the right instant, within every length, never alike, in the chat's language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from causerie.i18n import supported_languages
from causerie.model.chat import Venue
from causerie.model.person import Account
from causerie.model.recap import Recap, Takeaway
from causerie.model.session import Question, Session, Status
from causerie.problems import CauserieError
from causerie.promoting.kit import Kit
from causerie.promoting.lengths import length_rule
from causerie.promoting.making import make_kit, refuse_session
from causerie.promoting.wordings import LETTERS, read_wordings
from tests import make
from tests.promoting.kits import kit_of, posts, text

LONG = "Who writes the label, who signs it, and who answers the letters that come of it for the next thirty years?"
GUEST = make.person(
    id="lea", name="Léa Fontaine", accounts=(Account("x", "lea_f"), Account("mastodon", "lea@a.social"))
)


def times(kit: Kit) -> list[tuple[str, str]]:
    return [(post.kind, f"{post.at:%a %d %H:%M}") for post in kit.posts]


def test_every_post_has_its_instant() -> None:
    assert times(kit_of(make.session())) == [
        ("week", "Wed 25 12:30"),
        ("day", "Tue 01 20:00"),
        ("hour", "Wed 02 19:00"),
        ("welcome", "Wed 02 20:00"),
        ("icebreaker", "Wed 02 20:02"),
        ("question", "Wed 02 20:20"),
        ("reminder", "Wed 02 20:30"),
        ("question", "Wed 02 20:40"),
        ("next", "Wed 02 20:58"),
        ("thanks", "Thu 03 12:30"),
    ]


def test_on_the_day_of_another_session_nobody_hears_of_the_next_week() -> None:
    before = make.session(id="before", start=datetime(2026, 11, 25, 20, tzinfo=make.LONDON))
    assert times(kit_of(make.session(), before))[0] == ("week", "Thu 26 12:30")


def test_across_a_clock_change_posts_keep_to_the_clock_on_the_wall() -> None:
    london = kit_of(make.session(start=datetime(2027, 3, 31, 20, tzinfo=make.LONDON)))
    assert [f"{post.at.astimezone(UTC):%d %H:%M}" for post in london.posts[:4]] == [
        "24 12:30",
        "30 19:00",
        "31 18:00",
        "31 19:00",
    ]
    night = make.chat(zone=ZoneInfo("Europe/Berlin"))
    kit = kit_of(make.session(chat=night, start=datetime(2026, 10, 25, 2, 0, tzinfo=night.zone), duration=120))
    begin = kit.session.start.astimezone(UTC)
    live = [(post.at.astimezone(UTC) - begin) // timedelta(minutes=1) for post in kit.posts if post.is_live]
    assert live == [0, 2, 40, 60, 80, 118]  # the clock shows two o'clock twice


def test_no_icebreaker_where_the_first_question_is_asked_at_once_and_nothing_falls_on_another() -> None:
    asked = tuple(Question(number=number, text="Why?", at=at) for number, at in enumerate((0, 28, 30, 32, 60), 1))
    live = [post.at for post in kit_of(make.session(questions=asked)).posts if post.is_live]
    assert live == sorted(live)
    assert len(set(live[1:])) == len(live[1:])  # the welcome and the first question are at one


@pytest.mark.parametrize("language", supported_languages())
def test_everything_fits_wherever_it_is_posted(language: str) -> None:
    chat = make.chat(language=language, venues=tuple(map(Venue, ("mastodon", "bluesky", "x", "threads", "linkedin"))))
    asked = tuple(Question(number=number, text=LONG) for number in range(1, 7))
    recap = Recap(published=make.NOW, takeaways=(Takeaway(LONG * 4), Takeaway("Sign it.")))
    for turn in range(3):
        others = [make.session(chat=chat, id=f"s{n}", start=make.NOW - timedelta(days=n)) for n in range(1, turn + 1)]
        session = make.session(
            chat=chat, title=LONG, questions=asked, guests=(GUEST, make.person()), recap=recap, language=language
        )
        kit = kit_of(session, *others, now=make.NOW + timedelta(days=60))
        for post in kit.posts:
            for wording in post.wordings:
                rule = length_rule(wording.platform, {})
                assert (wording.length, wording.limit) == (rule.count(wording.text), rule.limit)
                assert not wording.is_too_long, (post.kind, wording)
                assert wording.text == wording.text.strip()
                assert "{" not in wording.text


@pytest.mark.parametrize("language", supported_languages())
def test_a_season_has_no_two_posts_alike_and_each_says_what_it_is_about(language: str) -> None:
    chat = make.chat(language=language)
    start = datetime(2026, 12, 2, 20, tzinfo=make.LONDON)
    season = [
        make.session(chat=chat, id=f"s{n}", title=f"Topic number {n}", start=start + timedelta(weeks=n), questions=())
        for n in range(12)
    ]
    for kind in ("week", "day", "hour", "welcome", "icebreaker", "reminder", "next", "thanks"):
        texts = [text(kit_of(session, *(each for each in season if each is not session)), kind) for session in season]
        assert len(set(texts)) == len(texts)
        assert all(f"Topic number {n}" in each and "#MuseumHour" in each for n, each in enumerate(texts))
        bare = [each.replace(f"Topic number {n}", "") for n, each in enumerate(texts)]
        assert all(one != other for one, other in pairwise(bare))


def test_guests_are_named_as_each_platform_knows_them() -> None:
    kit = kit_of(make.session(guests=(GUEST,)))
    assert "Léa Fontaine (@lea_f)" in text(kit, "day", "x")
    assert "Léa Fontaine (@lea@a.social)" in text(kit, "day", "mastodon")
    assert "Léa Fontaine" in text(kit, "day", "bluesky")
    assert "@" not in text(kit, "day", "bluesky")


def test_questions_carry_the_labels_of_the_chat_and_what_is_cut_is_said() -> None:
    chat = make.chat(question_labels=("F",), answer_labels=("R",))
    kit = kit_of(make.session(chat=chat, questions=(Question(number=1, text=LONG * 3),)))
    cut = text(kit, "question")
    assert cut.startswith("F1. Who writes the label")
    assert cut.endswith("…\n#MuseumHour")
    assert any(note.startswith("Question 1 on X was shortened to fit 280") for note in kit.notes)
    assert any("R1" in text(kit, kind) for kind in ("welcome", "reminder"))


def test_a_host_who_knows_their_server_gets_longer_posts() -> None:
    session = make.session(questions=(Question(number=1, text=LONG * 8),))
    short, long = (
        text(kit_of(session, limits=limits), "question", "mastodon") for limits in (None, {"mastodon": 2000})
    )
    assert len(short) <= 500 < len(long)


@pytest.mark.parametrize("question", ["@lea asks: why?", "=1+1", "-5 degrees?", "+1", "\t=2"])
def test_no_post_begins_like_a_formula_or_a_reply(question: str, tmp_path: Path) -> None:
    folder = tmp_path / "content/kit"
    folder.mkdir(parents=True)
    (folder / "question.txt").write_text("{question} {hashtag}\n", encoding="utf-8")
    settings = make.settings(root=tmp_path, content=tmp_path / "content")
    session = make.session(questions=(Question(number=1, text=question),))
    wordings, problems = read_wordings(settings, "en")
    assert problems == ()
    kit = make_kit(make.library(session), session, settings, make.NOW, wordings)
    assert text(kit, "question").startswith("#MuseumHour ")
    assert all(not each.text.startswith(tuple("=+-@\t\r\n")) for post in kit.posts for each in post.wordings)


def test_the_recap_is_announced_with_its_takeaways_once_it_is_there() -> None:
    recap = Recap(
        published=datetime(2026, 12, 4, tzinfo=UTC),
        takeaways=(Takeaway("Sign it."), Takeaway("A draft.", is_proposed=True), Takeaway("Keep it short.")),
    )
    session = make.session(recap=recap)
    assert posts(kit_of(session), "recap") == []
    thread = posts(kit_of(session, now=datetime(2026, 12, 5, tzinfo=UTC)), "recap")
    assert [(f"{post.at:%d %H:%M}", post.part, post.image) for post in thread] == [
        ("04 12:30", 1, "card.png"),
        ("04 12:31", 2, ""),
        ("04 12:32", 3, ""),
    ]
    assert [post.wordings[0].text for post in thread][1:] == ["2/3 Sign it.", "3/3 Keep it short."]
    assert thread[0].wordings[0].text.startswith("1/3\n")


def test_the_next_date_may_have_no_topic_yet_or_not_be_known() -> None:
    later = make.session(id="later", title="Loans", start=datetime(2026, 12, 9, 20, tzinfo=make.LONDON))
    assert "Loans" in text(kit_of(make.session(), later), "next")
    promised = text(kit_of(make.session()), "next")
    assert "December 9" in promised
    nothing = text(kit_of(make.session(chat=make.chat(schedules=()))), "next")
    assert "December 9" not in nothing
    assert "#MuseumHour" in nothing


def test_before_the_page_is_public_there_is_no_link_to_it() -> None:
    kit = kit_of(make.session(announced=datetime(2026, 11, 30, tzinfo=UTC)))
    assert "https://" not in text(kit, "week")
    assert "https://chats.example/chats/museum-hour/ai-labels/" in text(kit, "day")
    assert any(note.startswith("The page is not public before 2026-11-30") for note in kit.notes)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_what_does_not_take_place_is_not_announced(status: Status) -> None:
    with pytest.raises(CauserieError, match=f"'Who writes the label\\?' is {status}: there is nothing to announce"):
        refuse_session(make.session(status=status))


def test_an_idea_is_not_announced() -> None:
    with pytest.raises(CauserieError, match=r"only an idea, and not public.* Write status: planned or status: confirm"):
        refuse_session(make.session(status=Status.IDEA))
    refuse_session(make.session(status=Status.PLANNED))


def test_a_language_without_words_gets_english_and_it_is_said() -> None:
    kit = kit_of(make.session(chat=make.chat(language="cy"), language="cy"))
    assert "Thank you" in text(kit, "thanks")
    assert kit.notes[0].startswith("There are no words in 'cy' for week, day,")


@pytest.mark.parametrize("language", supported_languages())
def test_letters_say_everything_that_a_guest_needs(language: str) -> None:
    chat, prose = make.chat(language=language), "A **label**, two.\n\nThree."
    session = make.session(chat=chat, language=language, guests=(GUEST,), prose=prose)
    kit = kit_of(session)
    assert {letter.kind for letter in kit.letters} == set(LETTERS)
    letters = {letter.file: letter.text for letter in kit.letters}
    brief = letters["brief-lea.md"]
    assert brief.startswith("# Museum Hour")
    for wanted in (
        "Léa Fontaine",
        "Q1",
        "A1",
        "What is the worst label?",
        "https://chats.example/chats/museum-hour/ai-labels/",
    ):
        assert wanted in brief
    assert "Léa Fontaine" in letters["invitation-lea.md"]
    assert prose in letters["newsletter.md"]
    assert "A label, two.\n\nThree." in letters["facebook-event.txt"]
    assert all("{" not in each for each in letters.values())


@pytest.mark.parametrize("language", supported_languages())
def test_the_program_speaks_every_language_of_the_site_itself(language: str) -> None:
    wordings, problems = read_wordings(make.settings(), language)
    assert (wordings.missing, problems) == ((), ())
    alone = {kind for kind, template in wordings.templates.items() if len(template.wordings) == 1}
    assert alone == {"question", "takeaway", *LETTERS}


def all_posts(session: Session) -> str:
    return "\n".join(each.text for post in kit_of(session).posts for each in post.wordings)


@pytest.mark.parametrize("language", supported_languages())
def test_without_guests_no_sentence_misses_them(language: str) -> None:
    said = all_posts(make.session(chat=make.chat(language=language), language=language))
    assert "()" not in said
    assert not any(line.rstrip().endswith((" ,", "with", "avec")) for line in said.splitlines())
