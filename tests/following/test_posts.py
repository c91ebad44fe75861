"""What a kit gets when the hour is over: within every length, never too many at once, only who may be named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from causerie.following.posts import MOST_MENTIONS, follow_up
from causerie.i18n import supported_languages
from causerie.model.post import Author, Post
from causerie.model.recap import AnswerState, Highlight, Recap, Unanswered
from causerie.model.session import Session
from causerie.promoting.kit import Kit, KitPost
from causerie.promoting.page import render_kit_page
from causerie.promoting.tables import OWN, write_tables
from causerie.promoting.wordings import read_wordings
from tests import make
from tests.promoting.kits import kit_of, posts

HELD = datetime(2026, 11, 18, 20, tzinfo=make.LONDON)
ASKED = make.post(
    platform="x",
    author=Author(handle="gareth"),
    text="But who pays for translation?",
    id="x:77",
    url="https://x.com/gareth/status/77",
)
ANSWER = make.post(id="bluesky:did:web:noor.example/3k", author=Author(handle="noor.example", name="Noor"))
RECAP = Recap(
    published=datetime(2026, 11, 20, tzinfo=make.LONDON),
    highlights=(Highlight(post=ANSWER, question=1), Highlight(post=ASKED)),
    unanswered=(
        Unanswered(text="Who pays for translation?", by="gareth"),
        Unanswered(text="Whose initials?", by="lea@glammr.example", status=AnswerState.CARRIED, to="ai-captions"),
        Unanswered(text="Which pencil?", by="margo@glammr.example", status=AnswerState.ANSWERED),
        Unanswered(text="Where is it?", by="somebody"),
    ),
)
NEXT = make.session(id="ai-captions", title="Captions", start=datetime(2026, 11, 25, 20, tzinfo=make.LONDON))


def held(**changes: object) -> Session:
    return make.session(**{"start": HELD, "recap": RECAP, **changes})


def followed(session: Session, said: list[Post], *others: Session, now: datetime = make.NOW) -> Kit:
    settings = make.settings()
    wordings, _ = read_wordings(settings, session.language)
    kit = kit_of(session, *others, now=now)
    return follow_up(kit, make.library(session, *others), settings, now, wordings, {}, said)


def crowd(platform: str, count: int, form: str) -> list[Post]:
    return [make.post(platform=platform, author=Author(handle=form.format(n)), url="") for n in range(count)]


def mentioned(kit: Kit, platform: str) -> list[list[str]]:
    return [
        [word for word in wording.text.split() if word.startswith("@")]
        for post in posts(kit, "mentions")
        for wording in post.wordings
        if wording.platform == platform
    ]


def test_everybody_is_thanked_once_on_their_platform_and_never_too_many_in_a_post() -> None:
    said = [*crowd("x", 19, "somebody_with_a_name_{}"), *crowd("mastodon", 3, "p{}@glammr.example")]
    kit = followed(held(), said)
    on_x = mentioned(kit, "x")
    assert max(map(len, on_x)) <= MOST_MENTIONS
    assert [handle.rstrip(".") for chunk in on_x for handle in chunk] == [
        f"@somebody_with_a_name_{n}" for n in range(19)
    ]
    assert mentioned(kit, "mastodon") == [["@p0@glammr.example", "@p1@glammr.example", "@p2@glammr.example"]]
    assert mentioned(kit, "bluesky") == []
    texts = [wording.text for post in posts(kit, "mentions") for wording in post.wordings]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", supported_languages())
def test_in_every_language_all_of_it_fits_and_begins_with_words(language: str) -> None:
    long = "The long and winding title of a session that somebody could not stop writing, and that goes on"
    said = [
        ASKED,
        *crowd("bluesky", 30, "a-long-name-of-number-{}.with-a-domain.example"),
        *crowd("x", 30, "x" * 14 + "{}"),
    ]
    session = held(language=language, title=long)
    kit = followed(session, said, NEXT)
    wordings = [each for post in kit.posts for each in post.wordings]
    assert [each for each in wordings if each.is_too_long or each.text.startswith("@")] == []
    assert {post.kind for post in kit.posts} >= {"mentions", "quoted", "reply", "carried"}
    assert sum(map(len, mentioned(kit, "bluesky"))) == 30
    assert not any("{" in each.text for each in wordings)


def only(kit: Kit, kind: str) -> KitPost:
    (post,) = posts(kit, kind)
    return post


def test_a_question_is_answered_below_the_post_that_asks_it() -> None:
    kit = followed(held(), [ASKED], NEXT)
    reply = only(kit, "reply")
    assert reply.to == "https://x.com/gareth/status/77"
    assert [each.platform for each in reply.wordings] == ["x"]
    assert "“Who pays for translation?”" in reply.wordings[0].text
    assert reply.wordings[0].compose.startswith("https://x.com/intent/post?text=")
    assert reply.wordings[0].compose.endswith("&in_reply_to=77")
    carried = only(kit, "carried")
    assert (carried.to, carried.wordings[0].platform) == ("", "mastodon")
    assert "Wednesday, November 25" in carried.wordings[0].text
    assert "“Captions”" in carried.wordings[0].text
    assert [note for note in kit.notes if "somebody" in note] == [
        "Nobody knows on which platform somebody asked, so there is no reply to it."
    ]
    assert not any("Which pencil?" in each.text for post in kit.posts for each in post.wordings)


def test_a_question_that_goes_to_a_session_that_nobody_may_know_of_has_no_reply() -> None:
    secret = make.session(id="ai-captions", start=NEXT.start, announced=NEXT.start)
    assert posts(followed(held(), [ASKED], secret), "carried") == []
    assert posts(followed(held(), [ASKED]), "carried") == []


def test_each_quoted_author_is_told_below_their_post_with_the_recaps_address() -> None:
    kit = followed(held(), [])
    quoted = posts(kit, "quoted")
    assert [post.to for post in quoted] == [ANSWER.url, ASKED.url]
    assert all("https://chats.example/chats/museum-hour/ai-labels/" in post.wordings[0].text for post in quoted)
    assert quoted[0].wordings[0].compose == ""  # Bluesky has no address that begins a reply
    assert quoted[0].wordings[0].text != quoted[1].wordings[0].text
    assert all(post.at > max(each.at for each in posts(kit, "recap")) for post in quoted)


def test_before_the_recap_is_published_people_are_thanked_and_not_told() -> None:
    recap = Recap(highlights=RECAP.highlights, unanswered=RECAP.unanswered)
    kinds = {post.kind for post in followed(held(recap=recap), [ASKED]).posts}
    assert "mentions" in kinds
    assert not kinds & {"quoted", "reply", "carried"}


def test_before_the_hour_is_over_there_is_nothing_to_follow_up() -> None:
    now = HELD.astimezone(UTC) + timedelta(minutes=30)
    assert followed(held(), [ASKED], now=now) == kit_of(held(), now=now)


def test_a_chat_that_hides_who_somebody_is_names_nobody() -> None:
    session = held(chat=make.chat(anonymise=True))
    kit = followed(session, [ASKED, *crowd("x", 3, "p{}")])
    assert {post.kind for post in kit.posts} & {"mentions", "quoted", "reply", "carried"} == set()
    assert kit.notes[-1].startswith("chat.yml says anonymise: true")


def test_no_scheduler_gets_what_answers_a_post_and_the_page_links_to_it() -> None:
    kit = followed(held(), [ASKED], NEXT)
    before = HELD.astimezone(UTC) - timedelta(days=30)
    tables = "".join(text for _, text in write_tables(kit, OWN, make.settings(), before))
    assert "mentions" in tables
    assert "quoted" not in tables
    assert 'href="https://x.com/gareth/status/77"' in render_kit_page(kit)


def test_an_address_that_is_none_is_no_link() -> None:
    strange = make.post(id="x:78", platform="x", author=Author(handle="noor"), url="javascript:alert(1)")
    kit = followed(held(recap=Recap(published=RECAP.published, highlights=(Highlight(post=strange),))), [])
    assert only(kit, "quoted").to == ""
    assert "javascript" not in render_kit_page(kit).split("<script")[0]
