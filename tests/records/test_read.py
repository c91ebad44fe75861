"""A correct tree with every field of the contract, read back as the model that it means."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from causerie.model.chat import Chat, Venue
from causerie.model.library import Library
from causerie.model.person import Account, Person
from causerie.model.post import Author, Link, Media, Post, Role
from causerie.model.recap import AnswerState, Erratum, Highlight, Metric, Recap, Resource, Takeaway, Unanswered
from causerie.model.schedule import Period, Schedule
from causerie.model.session import Question, Session, Status
from causerie.problems import Problem
from causerie.records import read_library
from tests import make
from tests.records.writing import read, write_records

ROOT = Path(__file__).parent / "correct"

AMARA = Person(
    id="amara",
    name="Amara Diallo",
    bio="Curator of digital collections.",
    url="https://amara.example",
    accounts=(
        Account("mastodon", "amara@glammr.example"),
        Account("bluesky", "amara.example"),
        Account("x", "amaradiallo"),
    ),
)
JONAS = Person(id="jonas", name="Jonas Brandt", accounts=(Account("bluesky", "jonas.example"),))
CHAT = Chat(
    id="museum-hour",
    title="Museum Hour",
    hashtag="MuseumHour",
    zone=make.LONDON,
    also=("MuseumHourFR",),
    tagline="An hour a week for people who work in museums",
    description="We meet **every Wednesday** on #MuseumHour.\n\nEverybody is welcome.",
    language="en-GB",
    hosts=(AMARA,),
    venues=(
        Venue("mastodon", "glammr.example"),
        Venue("bluesky"),
        Venue("x"),
        Venue("irc", "https://chat.example/museum"),
    ),
    schedules=(
        Schedule(
            period=Period.WEEK,
            weekday=2,
            at=time(20, 0),
            duration=60,
            skip=((date(2026, 12, 23), "Christmas break"), (date(2026, 12, 30), "")),
        ),
        Schedule(
            period=Period.WEEK,
            weekday=3,
            at=time(9, 30),
            interval=2,
            first=date(2026, 9, 3),
            last=date(2027, 6, 30),
            skip=((date(2026, 10, 1), ""),),
        ),
        Schedule(period=Period.MONTH, weekday=4, at=time(13, 0), duration=90, ordinal=-1),
    ),
    topics=("museums",),
    color="#77aa33",
    question_labels=("Q", "F"),
    answer_labels=("A",),
    countries=("GB", "FR/Zone A"),
    goals=(("participants", "40"), ("recaps", "every session")),
    aliases=("museums-hour",),
    path="content/chats/museum-hour/chat.yml",
)


def london(*when: int) -> datetime:
    year, month, day, hour, minute = (*when, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=make.LONDON)


LEAS_POST = Post(
    id="mastodon:glammr.example/113580000000000001",
    platform="mastodon",
    url="https://glammr.example/@lea/113580000000000001",
    author=Author(
        id="42",
        handle="lea@glammr.example",
        name="Lea",
        url="https://glammr.example/@lea",
        avatar="https://glammr.example/lea.png",
    ),
    posted=datetime(2026, 12, 2, 20, 3, tzinfo=UTC),
    text='A1 Mine said "Spoon". #MuseumHour',
    lang="en",
    reply_to="mastodon:glammr.example/1",
    hashtags=("MuseumHour",),
    links=(Link("https://museum.example/spoon", "Spoon"),),
    media=(Media(url="https://glammr.example/spoon.jpg", alt="A spoon", type="image"),),
    likes=12,
    reposts=3,
    replies=0,
    questions=(1, 2),
    role=Role.ANSWER,
    assigned="hand",
)
JONAS_POST = Post(
    platform="bluesky",
    url="https://bsky.app/profile/jonas.example/post/3k2a",
    author=Author(name="Jonas", handle="jonas.example", url="https://bsky.app/profile/jonas.example"),
    text="A2 Nothing that a visitor will believe. #MuseumHour",
    posted=datetime(2026, 12, 2, 20, 14, 10, tzinfo=UTC),
    likes=12,
    reposts=3,
    replies=1,
    sensitive=True,
    media=(Media(file="media/label.jpg", alt="A hand-written label"),),
)
RECAP = Recap(
    published=london(2026, 12, 4),
    summary="Two sentences, *Markdown*. On #MuseumHour.",
    takeaways=(Takeaway("Label text is a conversation; sign it."), Takeaway("Visitors notice machine text.")),
    errata=(Erratum(london(2026, 12, 6), "The guide is from 1998."),),
    highlights=(  # without the two posts that forget.yml names
        Highlight(heading="Before the first question"),
        Highlight(text="We began with a confession."),
        Highlight(post=LEAS_POST, question=1, note="The line that everybody quoted."),
        Highlight(post=JONAS_POST, question=2),
    ),
    resources=(Resource(url="https://museum.example/guide", title="Label guide"),),
    unanswered=(
        Unanswered(
            text="Who pays for translation?", by="lea@glammr.example", status=AnswerState.CARRIED, to="translation"
        ),
        Unanswered(text="And who reads it?"),
    ),
    metrics=(
        Metric(name="impressions", value=48000, source="TweetReach", is_estimated=True),
        Metric(name="new_followers", value=35),
        Metric(name="reach", value=1.5),
    ),
    path="content/chats/museum-hour/2026-12-02-ai-labels/recap.yml",
)
FOLDER = ROOT / "content/chats/museum-hour"
LABELS = Session(
    chat=CHAT,
    id="ai-labels",
    title="Who writes the label?",
    start=london(2026, 12, 2, 20),
    slot="2026-12-02",
    duration=75,
    status=Status.CONFIRMED,
    language="en-GB",
    hosts=(AMARA,),
    guests=(JONAS,),
    topics=("ai", "labels"),
    announced=london(2026, 11, 20),
    updated=london(2026, 11, 22, 14),
    was=(london(2026, 11, 25, 20), london(2026, 11, 26, 19)),
    reason="The host is ill: a cold.",
    aliases=("labels",),
    questions_from=london(2026, 11, 25),
    questions=(
        Question(number=1, text="What is the worst label that you have read?"),
        Question(
            number=2,
            text="What would you let a machine write?",
            image=Media(file="media/q2.png", alt="A blank museum label"),
            at=10,
        ),
        Question(number=3, text="1984, or later?"),
    ),
    links=(Link("https://museum.example/?a=b#c", "Registration"), Link("mailto:hello@museum.example")),
    prose="Labels are **short**.\n\n---\n\nA rule in the prose is no end.",
    recap=RECAP,
    folder=FOLDER / "2026-12-02-ai-labels",
    path="content/chats/museum-hour/2026-12-02-ai-labels/session.md",
    has_transcript=True,
)
TRANSLATION = Session(
    chat=CHAT,
    id="translation",
    title="Translation",
    start=london(2026, 12, 10, 9, 30),
    slot="2026-12-10",
    duration=60,
    status=Status.IDEA,
    language="fr",
    folder=FOLDER / "2026-12-10-tr",
    path="content/chats/museum-hour/2026-12-10-tr/session.md",
)


def test_every_field_of_the_contract_reaches_the_model() -> None:
    reading = read_library(make.settings(root=ROOT, content=ROOT / "content"))
    assert reading.problems == ()
    assert reading.library == Library(chats=(CHAT,), sessions=(LABELS, TRANSLATION), people=(AMARA, JONAS))


def test_the_folder_of_the_records_is_missing(tmp_path: Path) -> None:
    reading = read_library(make.settings(root=tmp_path, content=tmp_path / "content"))
    assert reading.library == Library()
    assert [(each.path, each.line, each.column) for each in reading.problems] == [("content", 1, 1)]
    assert reading.problems[0].message.startswith(
        "the folder of the records is missing. Make one with 'causerie new site'"
    )


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    reading = read_library(make.settings(root=tmp_path, content=tmp_path / "content"))
    assert (reading.library, reading.problems) == (Library(), ())


def test_what_is_left_out_comes_from_the_chat_and_the_site(tmp_path: Path) -> None:
    write_records(
        tmp_path,
        people="amara: {name: Amara Diallo}\n",
        chat="hosts: [amara]\nschedule: {every: week, on: wed, at: 20:00, duration: 45}\n",
        sessions={"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\nhosts:\ntopics:\n"},
    )
    session = read(tmp_path, language="fr").library.sessions[0]
    assert [person.id for person in session.hosts] == ["amara"]
    assert (session.duration, session.language, session.status, session.topics) == (45, "fr", Status.PLANNED, ())


@pytest.mark.parametrize(
    ("start", "meant"),
    [
        ("2026-12-03", datetime(2026, 12, 3, tzinfo=UTC)),
        ("2026-12-03 20:00", datetime(2026, 12, 3, 20, tzinfo=UTC)),
        ("2026-07-03T20:00", datetime(2026, 7, 3, 19, tzinfo=UTC)),
        ("2026-12-03 20:00 Europe/Paris", datetime(2026, 12, 3, 19, tzinfo=UTC)),
        ("2026-12-03 20:00+05:30", datetime(2026, 12, 3, 14, 30, tzinfo=UTC)),
        ("2026-12-03 20:00 -0500", datetime(2026, 12, 4, 1, tzinfo=UTC)),
        ("2026-12-03T20:00:30Z", datetime(2026, 12, 3, 20, 0, 30, tzinfo=UTC)),
        ('"2026-10-25 01:30+00:00"', datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_start_is_the_instant_that_is_meant_in_the_chats_zone(tmp_path: Path, start: str, meant: datetime) -> None:
    write_records(tmp_path, sessions={f"{start.strip(chr(34))[:10]}-one": f"title: One\nstart: {start}\n"})
    session = read(tmp_path).library.sessions[0]
    assert session.start.astimezone(UTC) == meant
    assert session.start.tzinfo == make.LONDON


def test_two_slots_a_day_are_told_apart_by_their_time(tmp_path: Path) -> None:
    noon, late = "{every: week, on: wednesday, at: '12:00'}", "{every: week, on: wednesday, at: '20:00', duration: 90}"
    chat = f"schedule: [{noon}, {late}]\n"
    write_records(
        tmp_path,
        chat=chat,
        sessions={
            "2026-12-02-late": "title: Late\nstart: 2026-12-02 20:00\nslot: 2026-12-02 20:00\n",
            "2026-12-02-noon": "title: Noon\nstart: 2026-12-02 12:00\nslot: 2026-12-02T12:00\n",
            "2026-12-09-which": "title: Which?\nstart: 2026-12-09 12:00\nslot: 2026-12-09\n",
        },
    )
    reading = read(tmp_path)
    slots = [(session.slot, session.duration) for session in reading.library.sessions]
    assert slots == [("2026-12-02T12:00", 90), ("2026-12-02T20:00", 90)]
    assert [str(each) for each in reading.problems] == [
        "content/chats/museum-hour/2026-12-09-which/session.md:4:7: 'slot' is '2026-12-09', a day with 2 slots."
        " Write 2026-12-09 12:00 or 2026-12-09 20:00."
    ]


def test_cancelled_sessions_and_ideas_may_stand_at_the_same_time_as_another(tmp_path: Path) -> None:
    fields = "title: One\nstart: 2026-12-03 20:00\nstatus: {}\n"
    statuses = ("cancelled", "confirmed", "idea", "postponed")
    write_records(tmp_path, sessions={f"2026-12-03-{status}": fields.format(status) for status in statuses})
    reading = read(tmp_path)
    assert reading.problems == ()
    assert len(reading.library.sessions) == 4


def test_a_question_carried_to_a_former_id_is_carried_to_the_session_of_today(tmp_path: Path) -> None:
    write_records(
        tmp_path,
        sessions={
            "2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\n",
            "2026-12-10-two": "title: Two\nstart: 2026-12-10 20:00\naliases: [deux]\n",
        },
        files={"2026-12-03-one/recap.yml": "unanswered: [{text: Why?, status: carried, to: deux}]\n"},
    )
    reading = read(tmp_path)
    assert reading.problems == ()
    recap = reading.library.sessions[0].recap
    assert recap is not None
    assert [question.to for question in recap.unanswered] == ["two"]


def test_a_missing_picture_of_a_transcripts_post_is_said_where_a_recap_shows_it(tmp_path: Path) -> None:
    line = '{"id": "x:%d", "platform": "x", "text": "A1", "media": [{"file": "media/%d.jpg", "alt": "A spoon"}]}\n'
    write_records(
        tmp_path,
        sessions={"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\n"},
        files={
            "2026-12-03-one/recap.yml": "highlights: [{post: x:1}, {post: x:2}]\n",
            "2026-12-03-one/transcript.jsonl": line % (1, 1) + line % (2, 2) + line % (3, 3),
            "2026-12-03-one/media/2.jpg": b"",
        },
    )
    assert [str(problem) for problem in read(tmp_path).problems] == [
        "content/chats/museum-hour/2026-12-03-one/recap.yml:1:21: the 'file' of 'x:1' is 'media/1.jpg', a file that the"
        " session's folder does not have. Did you mean 'media/2.jpg'?"
    ]


def test_pictures_in_markdown_are_there_and_of_a_kind_that_pages_show(tmp_path: Path) -> None:
    prose = "One ![a](media/a.jpg) and\n![b](media/b%20b.png)\n\n<img src='media/c.svg'> ![][d] [e](media/e.pdf)\n"
    write_records(
        tmp_path,
        files={
            "2026-12-03-one/session.md": f"---\ntitle: One\nstart: 2026-12-03 20:00\n---\n{prose}\n[d]: media/d.html\n",
            "2026-12-03-one/recap.yml": 'summary: "![a](media/a.jpg) ![z](media/z.jpg)"\n',
            "2026-12-03-one/media/a.jpg": b"",
        },
    )
    assert [str(problem).partition("/2026-12-03-one/")[2] for problem in read(tmp_path).problems] == [
        "recap.yml:1:10: a picture in 'summary' is 'media/z.jpg', a file that the session's folder does not have."
        " Did you mean 'media/a.jpg'?",
        "session.md:6:1: this picture is 'media/b b.png', a file that the session's folder does not have."
        " Did you mean 'media/a.jpg'?",
        "session.md:8:1: this picture is 'media/c.svg', a picture that can carry script. Save it as PNG: media/c.png.",
        "session.md:10:1: this picture is 'media/d.html', neither picture nor film."
        " Name a file that ends with png, jpg, jpeg, gif, webp, avif, mp4, webm.",
    ]


def test_no_break_spaces_stay_as_french_sets_them(tmp_path: Path) -> None:
    fields = "title: 'Qui\u00a0?  Nous\u202f!\u2007'\nstart: 2026-12-03 20:00\n"
    write_records(tmp_path, sessions={"2026-12-03-one": fields})
    assert read(tmp_path).library.sessions[0].title == "Qui\u00a0? Nous\u202f!"


@pytest.mark.parametrize("address", ["https://museum.example:8080/", "http://[::1]:80/", "https://a.example/@b:c"])
def test_ports_and_signs_that_addresses_may_have_are_let_through(tmp_path: Path, address: str) -> None:
    write_records(tmp_path, people=f'lea: {{name: Lea, url: "{address}"}}\n')
    assert read(tmp_path).problems == ()


def test_a_question_after_the_end_is_warned_of(tmp_path: Path) -> None:
    questions = "questions: [{text: a, at: 44}, {text: b, at: 45}]\n"
    fields = f"title: One\nstart: 2026-12-02 20:00\nslot: 2026-12-02\n{questions}"
    chat = "schedule: {every: week, on: wed, at: 20:00, duration: 45}\n"
    write_records(tmp_path, chat=chat, sessions={"2026-12-02-one": fields})
    assert [str(problem).partition("session.md:")[2] for problem in read(tmp_path).problems] == [
        "5:46: warning: 'at' is 45, and the session is over after 45 minutes. Write a number below, or take it away."
    ]


def test_a_mistake_in_people_yml_does_not_make_everybody_unknown(tmp_path: Path) -> None:
    sessions = {"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\nhosts: [amara, lea]\n"}
    write_records(tmp_path, people="amara: {name: Amara\n", sessions=sessions)
    assert [problem.path for problem in read(tmp_path).problems] == ["content/people.yml"]


def test_one_wrong_person_does_not_make_others_unknown(tmp_path: Path) -> None:
    sessions = {"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\nhosts: [amara, lea]\n"}
    write_records(tmp_path, people="amara: {nmae: Amara}\nlea: {name: Lea}\n", sessions=sessions)
    reading = read(tmp_path)
    assert [str(problem) for problem in reading.problems] == [
        "content/people.yml:1:9: 'nmae' is no field here. Did you mean 'name'?"
    ]
    assert [person.id for person in reading.library.sessions[0].hosts] == ["lea"]


def test_a_person_named_instead_of_their_id_is_recognised(tmp_path: Path) -> None:
    sessions = {"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\nguests: [Lea Fontaine]\n"}
    write_records(tmp_path, people="lf: {name: Lea Fontaine}\n", sessions=sessions)
    assert [problem.message for problem in read(tmp_path).problems] == [
        "'guests' has 'Lea Fontaine', whom people.yml does not know. Did you mean 'lf'?"
    ]


def test_a_broken_chat_does_not_hide_what_is_wrong_in_its_sessions(tmp_path: Path) -> None:
    write_records(tmp_path, chat="colour: red\n", sessions={"2026-12-03-one": "titel: One\nstart: 2026-12-03 20:00\n"})
    reading = read(tmp_path)
    assert [(problem.path.rpartition("/")[2], problem.line) for problem in reading.problems] == [
        ("session.md", 2),
        ("chat.yml", 4),
    ]
    assert reading.library == Library()


def test_two_readings_of_the_same_records_are_equal() -> None:
    mistakes = Path(__file__).parent / "mistakes"
    settings = make.settings(root=mistakes, content=mistakes / "content")
    assert read_library(settings) == read_library(settings)


@pytest.mark.parametrize("place", ["inside", "outside"])
def test_paths_are_relative_to_mkdocs_yml_wherever_the_records_stand(tmp_path: Path, place: str) -> None:
    root = tmp_path / "site"
    content = root / "a" / "b" if place == "inside" else tmp_path / "records"
    content.mkdir(parents=True)
    (content / "people.yml").write_text("lea: {}\n", encoding="utf-8")
    problems: tuple[Problem, ...] = read_library(make.settings(root=root, content=content)).problems
    assert [problem.path for problem in problems] == [
        "a/b/people.yml" if place == "inside" else "../records/people.yml"
    ]


def test_a_record_under_a_wrong_name_is_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "content/chats/museum-hour/2026-12-02-one").mkdir(parents=True)
    names = ("forget.yaml", "chats/museum-hour/chat.yaml", "chats/museum-hour/2026-12-02-one/Session.md")
    for name in names:
        (tmp_path / "content" / name).write_text("a: b\n", encoding="utf-8")
    said = [str(each) for each in read(tmp_path).problems if "is no record" in each.message]
    assert said == [
        "content/chats/museum-hour/2026-12-02-one/Session.md:1:1: warning: the file 'Session.md' is no record, and is"
        " not read. Did you mean 'session.md'?",
        "content/chats/museum-hour/chat.yaml:1:1: warning: the file 'chat.yaml' is no record, and is not read."
        " Did you mean 'chat.yml'?",
        "content/forget.yaml:1:1: warning: the file 'forget.yaml' is no record, and is not read."
        " Did you mean 'forget.yml'?",
    ]
