"""Pages that gather from many sessions: what is on them, what is not, and what makes them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from causerie.build import build_files, build_pages, plan_site
from causerie.model.library import Library
from causerie.model.links import LinkTally, link_key
from causerie.model.person import Account, Person
from causerie.model.post import Author, Post
from causerie.model.recap import AnswerState, Highlight, Recap, Resource, Unanswered
from causerie.model.session import Question, Session, Status
from causerie.views.artifact import PlannedPage
from tests import make

JONAS = Person(id="jonas", name="Jonas Lindqvist", accounts=(Account("bluesky", "jonas.example"),))
NOBODY = Person(id="nobody", name="Nobody Yet", accounts=(Account("bluesky", "nobody.example"),))


def held(number: int, *, weeks_ago: int = 1, recap: Recap | None = None, **changes: Any) -> Session:
    """A session that is over, with a recap of what is given."""
    start = make.NOW - timedelta(weeks=weeks_ago)
    values: dict[str, Any] = {"id": f"hour-{number}", "title": f"Hour {number}", "start": start, "recap": recap}
    return make.session(**{**values, **changes})


def recap(**changes: Any) -> Recap:
    return Recap(published=make.NOW - timedelta(days=1), **changes)


def quote(handle: str = "jonas.example", **changes: Any) -> Highlight:
    post = make.post(author=Author(handle=handle, name=handle.split(".")[0].title()), **changes)
    return Highlight(post=post, question=1)


def plan(*sessions: Session, people: tuple[Person, ...] = (make.person(), JONAS, NOBODY)) -> dict[str, PlannedPage]:
    site = plan_site(make.library(*sessions, people=people), make.settings(), make.NOW)
    return {page.address: page for page in build_pages(site)}


def shown(page: PlannedPage) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.make().body)).split())


def test_a_topic_gathers_all_spellings_and_every_session_that_may_be_seen() -> None:
    pages = plan(
        held(1, topics=("AI", "labels"), recap=recap()),
        held(2, topics=("ai",), weeks_ago=2, recap=recap()),
        held(3, topics=("ai",), weeks_ago=3, status=Status.CANCELLED),
        make.session(id="next", title="Next hour", topics=("ai", "مكتبات")),
        make.session(id="thought", title="A thought", topics=("secrets",), status=Status.IDEA),
    )
    topics = {address for address in pages if address.startswith("topics/")}
    assert topics == {"topics/", "topics/ai/", "topics/labels/", "topics/topic-2104413b/"}
    text = shown(pages["topics/ai/"])
    assert all(title in text for title in ("Hour 1", "Hour 2", "Cancelled: Hour 3", "Next hour", "3 sessions"))
    assert "A thought" not in text
    assert 'href="../../topics/labels/"' in pages["topics/ai/"].make().body


def test_every_topic_of_a_page_has_a_page() -> None:
    """Also of sessions that did not take place, or have no new date yet."""
    sessions = [
        held(1, topics=("one",), status=Status.CANCELLED),
        held(2, topics=("two",), status=Status.POSTPONED, weeks_ago=2),
        make.session(id="next", topics=("three",), status=Status.CANCELLED),
    ]
    pages = plan(*sessions)
    linked = {each for page in pages.values() for each in re.findall(r'"(?:\.\./)+(topics/[^"/]+/)"', page.make().body)}
    assert linked == {"topics/one/", "topics/two/", "topics/three/"}
    assert linked <= set(pages)


def test_a_topic_has_a_calendar_and_feeds_of_its_own() -> None:
    sessions = (
        make.session(id="next", topics=("ai",), announced=make.NOW),
        make.session(id="later", start=make.NOW + timedelta(weeks=3), topics=("labels",), announced=make.NOW),
    )
    files = {file.path: file for file in build_files(plan_site(make.library(*sessions), make.settings(), make.NOW))}
    of_topic = {path for path in files if path.startswith("topics/ai/")}
    assert of_topic == {f"topics/ai/{name}" for name in ("calendar.ics", "feed.xml", "feed.atom", "feed.json")}
    assert files["topics/ai/calendar.ics"].read().count(b"BEGIN:VEVENT") == 1
    assert files["topics/ai/feed.json"].read().count(b"#announcement") == 1


def test_a_person_is_shown_with_what_they_did_and_said() -> None:
    pages = plan(
        held(1, guests=(JONAS,), recap=recap()),
        held(2, weeks_ago=2, recap=recap(highlights=(quote(text="Sign it."), quote("somebody.example")))),
    )
    assert {each for each in pages if each.startswith("people/")} == {"people/", "people/amara/", "people/jonas/"}
    body = pages["people/jonas/"].make().body
    assert 'href="../../chats/museum-hour/hour-2/#post-3k2a"' in body
    assert "Guest of 1 session · quoted in 1 recap" in shown(pages["people/jonas/"])
    assert "Sign it." in shown(pages["people/jonas/"])


def test_who_is_named_only_where_nobody_may_look_has_no_page() -> None:
    later = make.NOW + timedelta(days=9)
    pages = plan(
        make.session(id="thought", guests=(NOBODY,), status=Status.IDEA),
        make.session(id="secret", guests=(NOBODY,), announced=later, start=later),
        held(1, recap=Recap(published=later, highlights=(quote("nobody.example"),))),
    )
    assert "people/nobody/" not in pages
    assert "Nobody" not in shown(pages["people/"])


def test_questions_lead_to_their_place_and_wait_until_they_may_be_seen() -> None:
    hidden = (Question(number=1, text="Who knows?"),)
    pages = plan(
        held(1, recap=recap()),
        held(2, weeks_ago=2),
        held(3, weeks_ago=3, questions=hidden, questions_from=make.NOW + timedelta(days=1)),
        held(4, weeks_ago=4, questions=hidden, status=Status.CANCELLED),
        make.session(id="next", questions=hidden),
    )
    page = pages["questions/museum-hour/"]
    assert shown(page).count("What is the worst label?") == 2
    assert "Who knows?" not in shown(page)
    assert 'href="../../chats/museum-hour/hour-1/#q2"' in page.make().body
    assert "questions/museum-hour/2026/" not in pages


def test_many_questions_have_a_page_for_each_year() -> None:
    pages = plan(*(held(number, weeks_ago=2 * number, recap=recap()) for number in range(1, 31)))
    years = [address for address in pages if address.startswith("questions/museum-hour/")]
    assert years == ["questions/museum-hour/", "questions/museum-hour/2026/", "questions/museum-hour/2025/"]
    newest, of_2025 = pages[years[0]].make().body, pages[years[2]].make().body
    assert "Hour 24<" in newest
    assert "Hour 25<" not in newest
    assert 'href="../../../chats/museum-hour/hour-30/#q1"' in of_2025
    assert "\x00" not in newest + of_2025


def test_a_resource_is_one_however_its_address_is_spelt() -> None:
    one = Resource(url="http://www.guide.example/labels/?utm_source=x", title="Label guide", shared_by="jonas.example")
    other = Resource(url="https://guide.example/labels", shared_by="@lea@glammr.example")
    rare = Resource(url="https://rare.example/", title="Rare")
    said = quote("max.example", text="A1 https://guide.example/labels #MuseumHour")
    pages = plan(
        held(1, recap=recap(resources=(rare, one))),
        held(2, weeks_ago=2, recap=recap(resources=(other,), highlights=(said,))),
    )
    page = pages["resources/museum-hour/"]
    text = shown(page)
    assert text.index("Label guide") < text.index("Rare")
    assert "Shared in 2 sessions, by 3 people" in text
    assert 'href="https://guide.example/labels"' in page.make().body


def test_a_post_counts_once_for_a_link_that_it_names_twice() -> None:
    tally = LinkTally({link_key("https://a.example/x")})
    tally.add(make.post(text="https://a.example/x and http://www.a.example/x/ and https://b.example"))
    assert [(link.posts, link.people) for link in tally.finish()] == [(1, ("jonas.example",))]


def test_a_chat_that_hides_who_somebody_is_says_how_many_nowhere() -> None:
    chat = make.chat(anonymise=True)
    shared = Resource(url="https://guide.example/")
    posts = tuple(
        Highlight(post=Post(platform="x", author=Author(id=str(n)), text=f"A1 https://guide.example {n}"), question=1)
        for n in (1, 2)
    )
    sessions = [
        held(n, chat=chat, weeks_ago=n, recap=recap(resources=(shared,), highlights=posts)) for n in (1, 2, 3, 4)
    ]
    pages = plan(*sessions)
    assert "people" not in shown(pages["resources/museum-hour/"])
    numbers = shown(pages["numbers/museum-hour/"])
    assert "New" not in numbers
    assert "people quoted" not in numbers


def unanswered(text: str, status: AnswerState = AnswerState.OPEN, to: str = "") -> Unanswered:
    return Unanswered(text=text, by="lea@glammr.example", status=status, to=to)


def test_what_is_open_waits_until_somebody_answers_or_another_session_takes_it_up() -> None:
    pages = plan(
        held(
            1,
            recap=recap(
                unanswered=(
                    unanswered("Open?"),
                    unanswered("Answered?", AnswerState.ANSWERED),
                    unanswered("Carried?", AnswerState.CARRIED, "next"),
                    unanswered("Taken up?", AnswerState.CARRIED, "hour-2"),
                    unanswered("Carried to a secret?", AnswerState.CARRIED, "thought"),
                )
            ),
        ),
        held(2, weeks_ago=0, recap=recap(), start=make.NOW - timedelta(hours=30)),
        make.session(id="next", title="Next hour"),
        make.session(id="thought", title="A thought", status=Status.IDEA, start=make.NOW + timedelta(days=40)),
    )
    of_chat, of_site = shown(pages["unanswered/museum-hour/"]), shown(pages["unanswered/"])
    assert re.findall(r"[A-Z][a-z ]+\?", of_chat) == ["Open?", "Carried?", "Carried to a secret?"]
    assert re.findall(r"[A-Z][a-z ]+\?", of_site) == ["Open?", "Carried to a secret?"]
    assert "A thought" not in of_chat + of_site
    assert "%E2%80%9COpen%3F%E2%80%9D" in pages["unanswered/"].make().body  # the answer that a link begins
    coming = shown(pages["chats/museum-hour/next/"])
    assert "Carried? @lea@glammr.example Hour 1" in coming
    assert "2 questions of earlier sessions are still open" in coming
    assert "Taken up? @lea@glammr.example Hour 1" in shown(pages["chats/museum-hour/hour-2/"])


def test_a_chat_over_time_tells_new_people_from_those_who_came_back() -> None:
    people = [("a", "b"), ("a", "c"), ("a", "b", "d")]
    sessions = [
        held(n, weeks_ago=9 - n, recap=recap(highlights=tuple(quote(f"{each}.example") for each in who)))
        for n, who in enumerate(people, 1)
    ]
    off = held(9, weeks_ago=7, status=Status.CANCELLED, start=sessions[1].start + timedelta(days=1))
    page = plan(*sessions, off)["numbers/museum-hour/"]
    text = shown(page)
    assert "recaps 3" in text
    assert "people quoted 4" in text
    assert "sessions in the longest row 2" in text
    assert "quoted in each of the last three recaps 1" in text
    table = re.findall(r"<tr><th scope=\"row\">.*?</th><td>(\d+)</td><td>(\d+)</td></tr>", page.make().body)
    assert table == [("0", "2"), ("1", "1"), ("2", "1")]


def test_pages_are_named_by_what_they_show() -> None:
    """An edit that no gathering page shows leaves them all as they are; one that some show changes no others."""
    sessions = [held(n, weeks_ago=n, topics=(f"t{n}",), recap=recap(summary="Old.")) for n in (1, 2)]
    before = plan(*sessions)
    texts = {address: page.make().body for address, page in before.items()}
    prose = plan(replace(sessions[0], prose="Another introduction."), sessions[1])
    gathered = [each for each in before if not each.startswith(("chats/", "archive/"))]
    assert all(before[each].key for each in gathered if not each.startswith("people/"))
    assert [each for each in gathered if before[each].key != prose[each].key] == []
    title = plan(replace(sessions[0], title="Another title"), sessions[1])
    named = {each for each in gathered if before[each].key != title[each].key}
    assert named >= {each for each in gathered if texts[each] != title[each].make().body}
    assert "topics/t1/" in named
    assert "topics/t2/" not in named


def test_a_site_without_anything_has_no_such_page() -> None:
    site = plan_site(Library(), make.settings(), datetime(2026, 1, 1, tzinfo=UTC))
    assert [page.address for page in build_pages(site)] == ["chats/", "archive/"]
