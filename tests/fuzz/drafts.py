"""Recaps as they are made: a draft of any posts says nothing wrong, and an edit of any record is right or refused."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from causerie.curate.changes import check_size
from causerie.drafting.assign import assign_posts
from causerie.drafting.draft import draft_recap, forget_assignments, record_assignments
from causerie.drafting.proposals import describe_draft, propose_entries, question_texts
from causerie.problems import CauserieError, Severity
from causerie.records import read_library, read_transcript, write_transcript
from causerie.records.editing import edit_forget, edit_recap, edit_session
from causerie.records.faults import YamlFaults
from causerie.records.recap_file import add_proposals, begin_recap
from causerie.records.yaml import load_yaml
from tests import make
from tests.curate.site_making import make_site
from tests.fuzz.target import Target, read_text, split_files


def check_draft(content: bytes) -> None:
    """A transcript, and perhaps a recap.yml that is there already."""
    _, files = split_files(content)
    with TemporaryDirectory() as name:
        room = Path(name)
        folder = make_site(room, recap=None)
        transcript = folder / "transcript.jsonl"
        transcript.write_bytes(files.get("transcript.jsonl", content))
        posts = read_transcript(transcript, room).posts
        session = read_library(make.settings(root=room, content=room / "content")).library.sessions[0]
        assignment = assign_posts(forget_assignments(posts), session)
        draft = draft_recap(assignment, session, own_site="https://chats.example/")
        entries, questions = propose_entries(draft, session), question_texts(draft, session)
        if "recap.yml" in files:
            begun = read_text(files["recap.yml"]).encode("utf-8", "replace").decode()
            with suppress(CauserieError, YamlFaults):
                drafted = add_proposals(begun, entries, questions)
                assert add_proposals(drafted.text, entries, questions).text == drafted.text
            return
        today = make.NOW.date()
        text = add_proposals(begin_recap(describe_draft(draft, session, today), today), entries, questions).text
        assert add_proposals(text, entries, questions).text == text
        (folder / "recap.yml").write_text(text, encoding="utf-8")
        write_transcript(transcript, record_assignments(posts, assignment))
        read = read_library(make.settings(root=room, content=room / "content"))
        errors = [each.message for each in read.problems if each.severity is Severity.ERROR]
        assert [message for message in errors if "the session's folder does not have" not in message] == []


def check_edit(content: bytes) -> None:
    """A record, and what a page asks for as JSON."""
    _, files = split_files(content)
    try:
        operation: Any = json.loads(files.get("operation.json", b"{}"))
    except (ValueError, RecursionError):
        return
    if not isinstance(operation, dict):
        return
    for name, written in files.items():
        before = read_text(written).encode("utf-8", "replace").decode()
        with suppress(CauserieError):
            check_size(operation)
            match name:
                case "recap.yml":
                    after = edit_recap(before, operation, questions=3)
                case "session.md":
                    after = edit_session(before, operation)
                case "forget.yml":
                    after = edit_forget(before, {key: str(value) for key, value in operation.items()})
                case _:
                    continue
            if name != "session.md" and after != before:
                load_yaml(after.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


_ASKED = (
    "#MuseumHour", "Q1", "Q2.", "A1", "A1/A2", "Q1a", "R2", "?", "\uff11", "\u0661", "https://a.example/b", "@lea",
    "RT @lea: ", "\\n", "\u202e", "\\u0085", ': "', "proposed: true", "- text: ", "# drafted: 00000000",
    "published: ", '"do": "', "highlights:\n", "  - post: x:102\n", "[]", "{}", "|\n", "&a", "*a", "# ", "\r\n", "'",
    "...",
)  # fmt: skip
TARGETS = (
    Target(name="drafts", check=check_draft, share=2, words=_ASKED),
    Target(name="edits", check=check_edit, share=2, words=_ASKED),
)
