"""Any text in any field survives into calendars and comes back equal, whoever reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from causerie.model.chat import Venue
from causerie.model.post import Link
from causerie.model.session import Question, Session, Status
from causerie.text import clean_line, clean_text
from tests import make
from tests.readers.calendars import check_with_libical, read_with_ical_js, read_with_icalendar
from tests.views.calendar_making import events, render, unfold

NASTY = (
    "plain",
    "a,b;c:d\\e",
    "\\n \\N \\, \\; \\\\ \\",
    "quotes \" and ' and “these”",
    "first\nsecond\r\nthird\rfourth\u2028fifth\u0085sixth",
    "X\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT",
    "tab\tand\x00null\x0bvt\x1b[31m\x7f\x9c",
    "lone \ud800 surrogate",
    "e\u0301 decomposed, \u212b",
    "👩🏽‍🚀" * 30,
    "語" * 80,
    "x" * 500,
    " " * 80 + "leading and trailing" + " " * 80,
    "\u202eright to left",
    "^n ^' ^^",
    "%0D%0A %s {name}",
    "BEGIN:VCALENDAR",
)
TEXT = st.text(max_size=200) | st.sampled_from(NASTY)
LINE = TEXT.map(clean_line).filter(bool)  # as records give it


def full_of(text: str) -> Session:
    """A session whose every text, its chat's too, is the same foreign one."""
    person, clean = make.person(name=text), clean_line(text)  # addresses are made of what records have cleaned
    venues = (Venue("mastodon", clean), Venue("irc", text), Venue(clean, clean))
    chat = make.chat(title=text, tagline=text, hashtag=clean, hosts=(person,), venues=venues)
    return make.session(
        chat=chat,
        title=text,
        reason=text,
        guests=(person, person),
        topics=(text, "b", "a"),
        was=(make.NOW,),
        questions=(Question(number=1, text=text),),
        links=(Link(f"https://links.example/{text}", text),),
    )


def render_alone(session: Session, **site: Any) -> bytes:
    return render(make.library(session), settings=make.settings(weeks_ahead=0, **site))["calendar.ics"]


@given(text=TEXT)
@example(text="X\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT")
def test_no_text_leaves_its_line(text: str) -> None:
    (found,) = events(render_alone(full_of(text), site_name=text, site_description=text))
    (expected,) = events(render_alone(full_of("plain")))
    assert {name: len(values) for name, values in found.items() if name != "CONFERENCE"} == dict.fromkeys(
        expected.keys() - {"CONFERENCE"}, 1
    )


@given(line=LINE, whole=TEXT.map(clean_text).filter(bool))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_icalendar_gives_every_text_back(line: str, whole: str) -> None:
    session = make.session(
        title=line,
        reason=whole,
        status=Status.CANCELLED,
        guests=(make.person(name=line),),
        questions=(Question(number=1, text=line),),
        links=(Link("https://links.example/", line),),
    )
    calendar = read_with_icalendar(render_alone(session, site_description=line))
    (event,) = calendar.events
    assert str(event["SUMMARY"]) == f"Cancelled: #MuseumHour: {line}"
    description = str(event["DESCRIPTION"])
    assert description.startswith(f"This session is cancelled.\n{whole}\n\nWednesday, ")
    assert description.endswith(
        f"\n\nGuests: {line}\nHosts: Amara Diallo\n\nQuestions\nQ1 {line}\n\n{line}: https://links.example/"
        "\n\nhttps://chats.example/chats/museum-hour/ai-labels/"
    )
    assert str(calendar["DESCRIPTION"]) == line


@given(texts=st.lists(LINE, min_size=10, max_size=25))
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@example(texts=[clean_line(text) for text in NASTY])
def test_ical_js_and_libical_give_every_text_back(texts: list[str]) -> None:
    chat = make.chat(schedules=())
    sessions = [
        make.session(chat=chat, id=f"s{number:03}", title=text, reason=text, status=Status.POSTPONED)
        for number, text in enumerate(texts)
    ]
    content = render(make.library(*sessions))["calendar.ics"]
    ((_, _, components),) = read_with_ical_js([content])
    read = [{name: values for name, _, _, *values in properties} for _, properties, _ in components]
    assert [event["summary"] for event in read] == [[f"Postponed: #MuseumHour: {text}"] for text in texts]
    for event, text in zip(read, texts, strict=True):
        assert f"A new date will follow.\n{text}\nFormer date: " in event["description"][0]
    assert check_with_libical(content) == []


@given(topics=st.lists(TEXT, max_size=6))
def test_categories_are_sorted_each_once_and_need_no_escapes(topics: list[str]) -> None:
    (event,) = read_with_icalendar(render_alone(make.session(topics=tuple(topics)))).events
    found = [str(each) for each in event.categories]
    assert found == sorted(set(found))
    assert "MuseumHour" in found
    assert not set(",;\\\n") & set("".join(found))
    plain = [clean_line(topic) for topic in topics if topic.isalnum()]
    assert set(plain) <= set(found)


@given(name=TEXT)
def test_a_calendars_name_needs_no_escapes(name: str) -> None:
    calendar = read_with_icalendar(render_alone(make.session(), site_name=name))
    found = str(calendar["X-WR-CALNAME"])
    assert found == str(calendar["NAME"])
    assert not set(",;\\\n") & set(found)


@given(query=st.text(max_size=50).map(lambda text: clean_line(f"c={text}")[2:]))
def test_addresses_are_never_escaped_as_text_is(query: str) -> None:
    chat = make.chat(venues=(Venue("slack", f"https://join.example/?a=1,2;b=3&c={query}"),))
    (event,) = events(render_alone(make.session(chat=chat)))
    (address,) = event["CONFERENCE"]
    assert address.startswith("https://join.example/?a=1,2;b=3&c=")
    assert address.isascii()
    assert not set(' \\"<>') & set(address)


def test_the_name_of_a_way_in_cannot_leave_its_quotes() -> None:
    chat = make.chat(venues=(Venue('x";a=b:', "https://join.example/"),), schedules=())
    content = render(make.library(make.session(chat=chat)))["calendar.ics"]
    assert """CONFERENCE;VALUE=URI;FEATURE=CHAT;LABEL="X';A=B:":https://join.example/""" in unfold(content)
    ((_, _, ((_, properties, _),)),) = read_with_ical_js([content])
    assert ["conference", {"feature": "CHAT", "label": "X';A=B:"}, "uri", "https://join.example/"] in properties


def test_a_uid_holds_nothing_that_needs_escapes() -> None:
    session = replace(make.session(), id="a,b;c\\d e\r\nf")
    (event,) = events(render_alone(session, uid_domain="x\r\ny.example"))
    assert event["UID"] == ["museum-hour-abcdef@xy.example"]


def test_long_lines_break_between_characters_and_at_75_octets() -> None:
    content = render_alone(make.session(title="é" * 200))
    octets = [len(line) for line in content.split(b"\r\n") if "é".encode() in line]
    assert max(octets) == 75
    assert "SUMMARY:#MuseumHour: " + "é" * 200 in unfold(content)


def test_lines_of_exactly_75_octets_are_not_broken() -> None:
    title = "x" * (75 - len("SUMMARY:#MuseumHour: "))
    assert f"SUMMARY:#MuseumHour: {title}\r\n".encode() in render_alone(make.session(title=title))
    assert f"SUMMARY:#MuseumHour: {title}\r\n y\r\n".encode() in render_alone(make.session(title=title + "y"))
