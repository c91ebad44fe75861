"""`causerie draft`: a recap.yml proposed from a session's transcript, for a person to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import click

from causerie.alone import alone_in, look_at, refuse_changed
from causerie.cli.options import Shared, shared_options
from causerie.frozen import frozen
from causerie.model.session import Session
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from causerie.drafting.assigned import Assignment
    from causerie.drafting.draft import Draft
    from causerie.model.library import Library
    from causerie.records.recap_file import DraftedRecap
    from causerie.settings import Settings

_NOUNS = {
    "takeaways": ("takeaway", "takeaways"),
    "highlights": ("highlight", "highlights"),
    "resources": ("link", "links"),
    "unanswered": ("open question", "open questions"),
}


@frozen
class Change:
    """A record as it was, and as it is to be."""

    path: Path
    before: str
    after: str


@click.command("draft", short_help="A recap to choose from, out of a session's posts.")
@click.argument("name", metavar="CHAT/ID")
@click.option(
    "--highlights",
    type=click.IntRange(1, 50),
    default=3,
    show_default=True,
    help="How many posts to propose for each question, at most.",
)
@click.option("--questions", is_flag=True, help="Write the questions that are found into a session.md that has none.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Show what would come of it, and write nothing.")
@shared_options
def command(shared: Shared, name: str, highlights: int, questions: bool, is_dry: bool) -> None:
    """Propose a recap.yml for a session from its transcript.jsonl.

    It holds takeaways, highlights for each question, links and open questions, each with a line that says why. Nothing
    of it is public until you say so. Where there is a recap.yml, every line of it stays, and only what is new is added.
    """
    from causerie.cli.config import read_settings
    from causerie.cli.forms import shown_path
    from causerie.cli.named import refuse, refuse_errors, refuse_unknown_people, require_session
    from causerie.drafting.assign import assign_posts
    from causerie.drafting.draft import draft_recap, forget_assignments, record_assignments
    from causerie.records import read_library, read_transcript
    from causerie.records.transcript import write_transcript
    from causerie.records.write import write_atomically

    settings = read_settings(shared.config)
    forget = look_at(settings.content / "forget.yml")
    reading = read_library(settings)
    refuse_unknown_people(reading)
    session = require_session(settings, reading.library, reading.problems, name)
    assert session.folder is not None, "a written session has a folder"
    recap, transcript = session.folder / "recap.yml", session.folder / "transcript.jsonl"
    refuse_errors(reading, (shown_path(recap, settings.root),), "Put the recap right first:")
    before = look_at(recap, transcript, session.folder / "session.md")
    every = read_transcript(transcript, settings.root)
    if every.problems:
        refuse(every.problems, "Put the transcript right first, or import the posts again:")
    posts = read_transcript(transcript, settings.root, reading.forgotten).posts
    if not posts:
        raise CauserieError(
            f"'{session.title or session.id}' has no posts in {shown_path(transcript, settings.root)}. Import the posts"
            f" first: causerie import EXPORT --session {session.chat.id}/{session.id}"
        )
    assignment = assign_posts(forget_assignments(posts), session)
    earlier = _earlier_accounts(reading.library, session)
    draft = draft_recap(assignment, session, earlier, per_question=highlights, own_site=settings.site_url)
    drafted, change = _draft_file(recap, draft, session, shared)
    changes = [change, *(_question_changes(session, draft) if questions else ())]
    recorded = record_assignments(every.posts, assignment)
    noted = sum(before != after for before, after in zip(every.posts, recorded, strict=True))
    if not is_dry:
        with alone_in(session.folder):
            refuse_changed({**before, **forget})
            for each in changes:
                if each.before != each.after:
                    write_atomically(each.path, each.after)
            if noted:
                write_transcript(transcript, recorded)
    shared.say(_found(draft))
    _say_doubts(shared, assignment, session, reading.library, settings)
    for each in changes:
        _say_change(shared, each, shown_path(each.path, settings.root), is_dry=is_dry)
    if noted:
        told = "Would note" if is_dry else "Noted"
        shared.say(f"{told} in {transcript.name} which question {_count(noted, 'post asks', 'posts ask')} or answer.")
    _say_next(shared, drafted, draft, session, is_asked=questions, is_dry=is_dry)


def _earlier_accounts(library: Library, session: Session) -> frozenset[str]:
    """The accounts that wrote in the chat's earlier sessions."""
    from causerie.drafting.participants import known_accounts
    from causerie.records.transcript_authors import read_authors

    return known_accounts(
        post
        for other in library.sessions_of(session.chat)
        if other.folder is not None and other.start < session.start
        for post in read_authors(other.folder / "transcript.jsonl")
    )


def _draft_file(recap: Path, draft: Draft, session: Session, shared: Shared) -> tuple[DraftedRecap, Change]:
    from causerie.drafting.proposals import describe_draft, propose_entries, question_texts
    from causerie.records.recap_file import add_proposals, begin_recap

    before = recap.read_bytes().decode("utf-8") if recap.exists() else ""
    today = shared.now.astimezone(session.chat.zone).date()
    begun = before if before.strip() else begin_recap(describe_draft(draft, session, today), today)
    drafted = add_proposals(begun, propose_entries(draft, session), question_texts(draft, session))
    return drafted, Change(recap, before, drafted.text)


def _question_changes(session: Session, draft: Draft) -> Iterator[Change]:
    """session.md with the questions that were found, where it has none."""
    from causerie.cli.forms import drop_examples
    from causerie.records.session_questions import add_questions

    if draft.questions and not session.questions and session.folder is not None:
        path = session.folder / "session.md"
        before = path.read_bytes().decode("utf-8")
        after = add_questions(before, [each.text for each in draft.questions])
        yield Change(path, before, drop_examples(after, "session.md", "questions"))


def _found(draft: Draft) -> str:
    numbers = draft.numbers
    new = "" if numbers.newcomers is None else f", {numbers.newcomers} of them new to this chat"
    answers = ", ".join(f"Q{number} {count}" for number, count in numbers.answers)
    asked = _count(len(numbers.answers), "question", "questions")
    return (
        f"Read {_count(numbers.posts, 'post', 'posts')} by {_count(numbers.participants, 'person', 'people')}{new}; "
        + (f"{asked}. Posts on each, without those that ask it: {answers}." if answers else "no questions.")
    )


def _say_doubts(shared: Shared, assignment: Assignment, session: Session, library: Library, settings: Settings) -> None:
    """Say whom the draft took for the host, and where the record asks other questions than the posts."""
    from causerie.cli.askers import describe_askers
    from causerie.drafting.doubts import find_strange_questions

    if askers := describe_askers(assignment, session, library, settings):
        shared.say(askers)
    strange = find_strange_questions(assignment, session)
    if strange:
        click.echo("session.md asks other questions than were posted:", err=True)
        for each in strange[:3]:
            click.echo(f"  Q{each.number} there: {each.recorded}\n     posted: {each.posted}", err=True)
        click.echo(
            "If its questions are not those of this session, delete them there, delete recap.yml, and draft again with"
            " --questions.",
            err=True,
        )


def _say_change(shared: Shared, change: Change, path: str, *, is_dry: bool) -> None:
    """Say what becomes of a record: with what is new in it where it was there, or where nothing is written."""
    if change.before == change.after:
        shared.say(f"{path} has all of it already.")
        return
    if change.before or is_dry:
        shared.say("\n".join(["", *_added_lines(change), ""]))
    told = (
        ("Would add this to" if is_dry else "Added this to") if change.before else "Would write" if is_dry else "Wrote"
    )
    shared.say(f"{told} {path}")


def _added_lines(change: Change) -> Iterator[str]:
    """The lines that are new in a record, to which things are only added.

    Where an entry ends as the one before it does, a comparison may take the other's end for the new one's.
    """
    before, after = change.before.splitlines(), change.after.splitlines()
    for kind, _, _, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        while end < len(after) and after[end] == after[begin] and kind == "insert":
            begin, end = begin + 1, end + 1
        yield from (f"  {line}".rstrip() for line in after[begin:end])


def _say_next(
    shared: Shared, drafted: DraftedRecap, draft: Draft, session: Session, *, is_asked: bool, is_dry: bool
) -> None:
    """Say how much is proposed, and what is to be done now."""
    from causerie.records.session_questions import question_lines

    counts = Counter(each.field for each in drafted.added)
    proposed = ", ".join(_count(counts[field], *nouns) for field, nouns in _NOUNS.items() if counts[field])
    if proposed:
        shared.say(f"New proposals: {proposed}.")
    for field in drafted.left:
        shared.say(
            f"'{field}' stands in [ ], and is left as it is. Begin its entries on lines of their own with '- ', or take"
            " the line away, and draft again."
        )
    if draft.questions and not session.questions:
        if not is_asked:
            lines = question_lines([each.text for each in draft.questions])
            shared.say(
                "session.md has no questions, and the posts ask some. To have them there, which makes them public, copy"
                f" what is right, or: causerie draft {session.chat.id}/{session.id} --questions\n\n"
                + "\n".join(lines)
                + "\n"
            )
        elif not is_dry:
            shared.say("Unlike the recap, those questions are public with the session: look them over in session.md.")
    elif more := [each for each in draft.questions if each.number > len(session.questions)]:
        told = "\n".join(f"  Q{each.number} {each.text}" for each in more)
        shared.say(f"The posts ask what session.md does not have. Add it there, in its place:\n{told}")
    elif is_asked:
        has = "has its questions already" if session.questions else "gets no questions, as the posts ask none"
        shared.say(f"session.md {has}, and is left as it is.")
    if drafted.is_switched_off:
        shared.say("The recap is published, so each new line begins with a '#': delete it where you want the entry.")
    elif proposed and not is_dry:
        shared.say(
            "Nothing of the recap is public yet."
            f" Choose in your browser: causerie curate {session.chat.id}/{session.id}."
            " Or in recap.yml: delete what you do not want,"
            " put the takeaways into your own words, switch 'published' on."
        )


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
