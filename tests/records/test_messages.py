"""What each kind of field says when a host writes something else: the messages, golden."""

from collections.abc import Callable
from pathlib import Path

from causerie.records.schema_chat import ChatRecord, PersonRecord
from causerie.records.schema_notes import ForgetRecord, RetroRecord
from causerie.records.schema_recap import RecapRecord
from causerie.records.schema_session import SessionRecord
from causerie.records.schema_types import Record
from causerie.records.source import Source
from causerie.records.validate import validate_fields

_PERSON = """\
name:
name: [Amara]
name: {first: Amara}
url: amara.example
url: ftp://amara.example
url: https://amara.example/a b
url: javascript:alert(1)
url: "mailto:nobody"
url: https://amara:secret@museum.example:8080/a?b#c
url: https://museum.example:eighty/
url: https://museum.example:99999/
url: https://museum.example/\u202egnp.exe
accounts: "@amara"
accounts: {mastodon: amara}
accounts: {twitter: amara}
accounts: {Blue Sky: amara.example}
accounts: {bluesky: https://bsky.app/profile/amara.example}
accounts: {bluesky: }
nickname: Am
"""
_CHAT = """\
title: ""
title: "\\u200b \\u2060"
hashtag: "#"
hashtag: 2026
hashtag: Museum-Hour
also: MuseumHourFR
also: [Museum Hour]
language: english
language: Französisch
language: deutsch
language: xx
language: e
timezone: London
timezone: Europe/Lundon
timezone: +01:00
timezone: ../../etc/passwd
timezone: GMT+25
hosts: amara
hosts: [{amara: x}]
platforms: mastodon
platforms: [mastodon, x]
platforms: {mastodon: true}
platforms: {mastodon: glammr}
platforms: {irc: chat.example}
platforms: {X: true}
schedule: weekly
schedule: {on: wednesday}
schedule: {every: day, on: wednesday, at: 20:00}
schedule: {every: 0 weeks, on: wednesday, at: 20:00}
schedule: {every: 2 weeks, on: wednesday, at: 20:00}
schedule: {every: week, on: first wednesday, at: 20:00}
schedule: {every: month, on: wednesday, at: 20:00}
schedule: {every: month, on: sixth monday, at: 20:00}
schedule: {every: month, on: first mondy, at: 20:00}
schedule: {every: week, on: Mittwoch, at: 20:00}
schedule: {every: week, on: wednesday, at: 8pm}
schedule: {every: week, on: wednesday, at: 8.30 p.m.}
schedule: {every: week, on: wednesday, at: 20h}
schedule: {every: week, on: wednesday, at: 24:00}
schedule: {every: week, on: wednesday, at: noon}
schedule: {every: week, on: wednesday, at: 20:00, duration: 1h}
schedule: {every: week, on: wednesday, at: 20:00, duration: 0}
schedule: {every: week, on: wednesday, at: 20:00, from: September}
schedule: {every: week, on: wednesday, at: 20:00, from: 2026-09-02, until: 2026-09-01}
schedule: {every: week, on: wednesday, at: 20:00, from: 2026-09-02 20:00}
schedule: {every: week, on: wednesday, at: 20:00, skip: {Christmas: 2026-12-23}}
schedule: {every: week, on: wednesday, at: 20:00, skip: [2026-02-30]}
schedule: [{every: week, on: wednesday, at: 20:00}, {every: week, on: wednesday}]
status: stopped
color: red
color: 7a3b69
color: "#7a3b6"
labels: {question: Q}
labels: {question: [Q1]}
labels: {question: []}
countries: [gb]
countries: [Germany]
goals: forty
goals: {participants: [40]}
anonymise: maybe
anonymise: 1
aliases: [Old Name]
aliases: [transcript]
tagline: [a, b]
"""
_SESSION = """\
title: [Re]
start: tomorrow
start: 02/12/2026
start: 2026-12-02 8pm
start: 2026-12-02, 20:00
start: 2026-12-02 20:00 London
start: 2026-12-02 20:00+25:00
start: 2026-02-30
start: 2026-13-02
start: 2026-12-02 25:00
start: 12026-12-02
start: 0026-12-02
start: [2026-12-02]
id: AI & Labels
id: transcript
slot: 2026-12-02 20:00Z
slot: first
duration: hour
duration: 1441
status: confirmd
status: moved
announced: soon
was: 2026-11-25
links: [https://museum.example/]
links: [{title: Registration}]
questions: What is a label?
questions: [[a]]
questions: [{image: media/q.png}]
questions: [{text: a, image: /media/q.png}]
questions: [{text: a, image: "C:\\\\q.png"}]
questions: [{text: a, image: https://museum.example/q.png}]
questions: [{text: a, image: media/../../q.png}]
questions: [{text: a, image: retro.yml}]
questions: [{text: a, image: media/index.html}]
questions: [{text: a, image: media/png}]
questions: [{text: a, image: media/Q2.SVG}]
questions: [{text: a, at: -5}]
questions: [{Be honest: who reads labels}]
"""
_RECAP = """\
published: yes
takeaways: Sign it.
takeaways: [[a]]
takeaways: ["\\u200b\\n "]
takeaways: [{proposed: true}]
takeaways: [{text: a, proposed: perhaps}]
errata: [{text: a}]
errata: [{date: yesterday, text: a}]
highlights: [x:1]
highlights: [{note: a}]
highlights: [{heading: a, text: b}]
highlights: [{post: [x:1]}]
highlights: [{post: x:1, question: first}]
highlights: [{post: {platform: x}}]
highlights: [{post: {text: a}}]
highlights: [{post: {platform: x, text: a, likes: many}}]
highlights: [{post: {platform: x, text: a, author: Lea}}]
highlights: [{post: {platform: x, text: a, media: media/a.jpg}}]
highlights: [{post: {platform: x, text: a, media: [{file: x.ics}]}}]
resources: [{title: Guide}]
unanswered: [{text: Why?, status: carried}]
unanswered: [{text: Why?, status: forgotten}]
metrics: [impressions]
metrics: {impressions: "48.000,5"}
metrics: {impressions: {source: TweetReach}}
"""
_FORGET = """\
handle: "@somebody"
account: x:somebody\\npost: x:1
on: 2026-11-22
account: x:somebody\\non: today
"""
_RETRO = """\
went_well: {a: b}
numbers: {followers: some}
good: The end
"""


def _say(folder: Path, kind: str, record: type[Record], cases: str, needed: str = "") -> str:
    said = []
    for case in cases.splitlines():
        file = folder / f"{kind}.yml"
        field = case.partition(":")[0]
        others = "".join(f"{line}\n" for line in needed.splitlines() if line.partition(":")[0] != field)
        file.write_text(case.replace("\\n", "\n") + "\n" + others, encoding="utf-8")
        source = Source(file, folder)
        fields = source.read_yaml()
        assert fields is not None, case
        assert validate_fields(source, fields, record) is None, case
        said.append(case + "".join(f"\n    {p.line}:{p.column}: {p.message}" for p in source.problems))
    return f"# {kind}\n" + "\n".join(said) + "\n"


def test_every_kind_of_field_says_what_is_wrong_and_what_to_write(
    tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    said = [
        _say(tmp_path, "person", PersonRecord, _PERSON, "name: Amara"),
        _say(tmp_path, "chat", ChatRecord, _CHAT, "title: Museum Hour\nhashtag: MuseumHour\ntimezone: Europe/London"),
        _say(tmp_path, "session", SessionRecord, _SESSION, "title: Labels\nstart: 2026-12-02"),
        _say(tmp_path, "recap", RecapRecord, _RECAP),
        _say(tmp_path, "forget", ForgetRecord, _FORGET),
        _say(tmp_path, "retro", RetroRecord, _RETRO),
    ]
    golden("messages.txt", "\n".join(said))
