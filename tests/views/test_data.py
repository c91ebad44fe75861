"""causerie.json as other programs read it: it keeps its own schema, and says nothing that is not public."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from causerie.model.anonymous import anonymise_session
from causerie.model.chat import ChatStatus
from causerie.model.library import Library
from causerie.model.post import Author, Link
from causerie.model.recap import AnswerState, Erratum, Highlight, Unanswered
from causerie.model.schedule import Period
from causerie.model.session import Session, Status
from causerie.settings import Settings
from causerie.views.artifact import Artifact
from causerie.views.data import data_schema, join_data, recap_data, session_data
from tests import make
from tests.views.feed_making import coming, day, eventful_site, recap, recapped


def artifacts(library: Library, settings: Settings | None = None, now: datetime = make.NOW) -> dict[str, Artifact]:
    settings = settings or make.settings()
    by_chat = {chat.id: {each.id: each for each in library.public_sessions(now, chat)} for chat in library.chats}
    sessions = (session_data(each, settings, now) for each in library.public_sessions(now))
    recaps = (recap_data(each, settings, now, by_chat[each.chat.id]) for each in library.recapped(now))
    every = (join_data(library, settings, now, sessions, recaps), data_schema())
    return {artifact.path: artifact for artifact in every}


def read(library: Library, settings: Settings | None = None, now: datetime = make.NOW) -> dict[str, Any]:
    """The data, which keeps its schema."""
    found = artifacts(library, settings, now)
    document: dict[str, Any] = json.loads(found["causerie.json"].content)
    validate(document)
    return document


def validate(document: dict[str, Any]) -> None:
    source = artifacts(make.library())["causerie.schema.json"].source
    assert source is not None
    schema = json.loads(source.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)


def full_library() -> Library:
    """Something in every field."""
    of_chat = make.chat(
        also=("MuseumHourFR",),
        tagline="An hour a week",
        description="For people who work in *museums*.",
        topics=("museums",),
        color="#7a3b69",
        aliases=("gallery-hour",),
        schedules=(
            make.weekly(interval=2, first=date(2026, 1, 7), skip=((date(2026, 12, 23), "Christmas break"),)),
            make.weekly(
                period=Period.MONTH, weekday=1, ordinal=-1, at=time(9, 5), duration=None, last=date(2027, 1, 1)
            ),
        ),
    )
    asked = Unanswered(text="Who pays?", by="lea@glammr.example", status=AnswerState.CARRIED, to="ai-labels")
    return make.library(
        coming(
            chat=of_chat,
            guests=(make.person(id="jonas", name="Jonas Weber", url="https://jonas.example/"),),
            was=(datetime(2026, 11, 25, 20, 0, tzinfo=make.LONDON),),
            reason="The host travels.",
            slot="2026-11-25",
            updated=day(11, 21),
            aliases=("labels",),
            links=(Link("https://register.example/", "Registration"),),
        ),
        recapped(
            chat=of_chat,
            topics=("night",),
            recap=recap(
                summary="We spoke of *nights*.", errata=(Erratum(day(11, 8), "It was 1998."),), unanswered=(asked,)
            ),
        ),
    )


def test_the_data_of_a_full_site_is_as_it_was(golden: Any) -> None:
    content = artifacts(full_library())["causerie.json"].content
    validate(json.loads(content))
    golden("causerie.json", content)


@pytest.mark.parametrize("library", [eventful_site(), make.library(), Library()], ids=["eventful", "one chat", "empty"])
@pytest.mark.parametrize("site_url", ["https://chats.example/", ""])
def test_data_keeps_its_schema(library: Library, site_url: str) -> None:
    read(library, make.settings(site_url=site_url))


@pytest.mark.parametrize("place", ["site", "chats", "sessions", "recaps"])
def test_the_schema_refuses_fields_that_it_does_not_explain(place: str) -> None:
    document = read(full_library())
    described = document[place] if place == "site" else document[place][0]
    described["surprise"] = 1
    with pytest.raises(ValidationError):
        validate(document)


def test_every_field_that_the_schema_explains_is_in_use() -> None:
    schema = json.loads(
        (Path(__file__).parents[2] / "generator/causerie/static/causerie.schema.json").read_text(encoding="utf-8")
    )
    document = read(full_library())
    for name, where in (("chat", "chats"), ("session", "sessions"), ("recap", "recaps")):
        used = {key for each in document[where] for key in each}
        assert used == set(schema["$defs"][name]["properties"])
    assert set(document["site"]) == set(schema["$defs"]["site"]["properties"])


def test_the_data_names_its_schema_relative_to_itself() -> None:
    assert read(make.library())["$schema"] == "causerie.schema.json"


@pytest.mark.parametrize(
    "hidden",
    [coming(status=Status.IDEA), coming(announced=day(11, 23)), recapped(status=Status.IDEA)],
    ids=["idea", "embargoed", "idea with a recap"],
)
def test_what_is_not_public_is_not_in_the_data(hidden: Session) -> None:
    quiet = make.chat(schedules=())
    assert hidden.id.encode() not in artifacts(make.library(replace(hidden, chat=quiet)))["causerie.json"].content


def test_a_session_that_nobody_announced_is_public_all_the_same() -> None:
    assert [session["id"] for session in read(make.library(coming(announced=None)))["sessions"]] == ["ai-labels"]


def test_questions_wait_for_their_day() -> None:
    library = make.library(coming(questions_from=day(11, 25)))
    assert "questions" not in read(library)["sessions"][0]
    assert [question["number"] for question in read(library, now=day(11, 25))["sessions"][0]["questions"]] == [1, 2]


def test_a_recap_waits_for_its_day_and_holds_no_proposed_takeaway() -> None:
    library = make.library(recapped())
    before, after = read(library, now=day(11, 5)), read(library, now=day(11, 6))
    assert (before["recaps"], before["sessions"][0]["has_recap"]) == ([], False)
    assert after["sessions"][0]["has_recap"] is True
    assert after["recaps"][0]["takeaways"] == ["Sign it & date it."]


def test_an_update_that_is_still_to_come_does_not_show() -> None:
    assert "updated" not in read(make.library(coming(updated=day(12, 24))))["sessions"][0]


def test_times_stand_at_the_chats_wall_clock() -> None:
    written_in_new_york = coming(start=datetime(2026, 12, 2, 15, 0, tzinfo=ZoneInfo("America/New_York")))
    [session] = read(make.library(written_in_new_york))["sessions"]
    assert (session["start"], session["end"]) == ("2026-12-02T20:00:00+00:00", "2026-12-02T21:00:00+00:00")


def test_the_next_session_is_the_first_that_takes_place_written_or_not() -> None:
    cancelled = coming(start=datetime(2026, 11, 25, 20, 0, tzinfo=make.LONDON), id="off", status=Status.CANCELLED)
    [chat] = read(make.library(cancelled, coming()))["chats"]
    assert chat["next_session"]["id"] == "ai-labels"
    [chat] = read(make.library(cancelled))["chats"]
    assert chat["next_session"] == {
        "start": "2026-12-02T20:00:00+00:00",
        "end": "2026-12-02T21:00:00+00:00",
        "status": "planned",
        "url": "https://chats.example/chats/museum-hour/",
    }


def test_a_chat_that_has_ended_has_no_next_session() -> None:
    [chat] = read(make.library(chats=(make.chat(status=ChatStatus.ENDED),)))["chats"]
    assert (chat["status"], "next_session" in chat) == ("ended", False)


def test_participants_are_named_once_each() -> None:
    lea = make.post(platform="mastodon", author=Author(handle="lea@glammr.example", name="Léa"))
    quoted = (Highlight(post=make.post()), Highlight(post=lea), Highlight(post=make.post(text="Again")))
    [found] = read(make.library(recapped(recap=recap(highlights=(*quoted, Highlight(heading="Later"))))))["recaps"]
    assert found["participants"] == [
        {"platform": "bluesky", "handle": "jonas.example", "name": "Jonas"},
        {"platform": "mastodon", "handle": "lea@glammr.example", "name": "Léa"},
    ]
    assert found["counts"] == {"questions": 2, "highlights": 3, "participants": 2}


def test_a_chat_that_hides_handles_counts_people_and_names_none() -> None:
    hiding = make.chat(anonymise=True)
    asked = Unanswered(text="Who pays for translation?", by="noor@glammr.example")
    library = make.library(anonymise_session(recapped(chat=hiding, recap=recap(unanswered=(asked,)))))
    content = artifacts(library)["causerie.json"].content
    assert [handle for handle in (b"jonas.example", b"lea.example", b"noor@") if handle in content] == []
    assert read(library)["recaps"][0]["counts"]["participants"] == 1
    assert read(library)["recaps"][0]["unanswered"] == [{"text": "Who pays for translation?", "status": "open"}]


def test_without_the_sites_address_addresses_are_relative_and_no_feed_is_named() -> None:
    document = read(make.library(coming()), make.settings(site_url=""))
    assert document["sessions"][0]["url"] == "chats/museum-hour/ai-labels/"
    assert "feeds" not in document["site"] and "feeds" not in document["chats"][0]


def test_a_lone_surrogate_does_not_stop_the_data() -> None:
    assert read(make.library(coming(title="Half \ud83d")))["sessions"][0]["title"] == "Half ?"
