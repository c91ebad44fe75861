"""Scores what `causerie draft` makes of chats that people labelled by hand: `python benchmarks/drafting.py --help`.

Chats → assign_posts → which questions it finds, and which answers it gives to the right one. The invented chats stand
in benchmarks/chats/; of real ones only the labels do, in benchmarks/labels/, and their posts in the exports that
somebody has.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

if __name__ == "__main__":
    sys.path.pop(0)  # this folder, whose profile.py is not Python's own

from causerie.drafting.assign import assign_posts
from causerie.drafting.assigned import Assignment
from causerie.importers.clean import clean_post
from causerie.importers.export import open_export
from causerie.importers.found import Found
from causerie.importers.selection import select_session
from causerie.model.chat import Chat
from causerie.model.person import Account, Person
from causerie.model.post import Post, Role
from causerie.model.session import Question, Session
from causerie.records.transcript import read_transcript

_HERE = Path(__file__).resolve().parent
CHATS = _HERE / "chats"
LABELS = _HERE / "labels"
EXPORTS = _HERE.parent.parent / "shared" / "data"
VARIANTS = ("as it is", "host unknown", "no labels", "no labels, host unknown")

# On purpose not what causerie itself knows of labels: a ruler of its own.
_LABEL = re.compile(
    r"[(\[]?#?\b[QARqar]\s?\d{1,2}(?:\.\d)?[a-d]?\b(?:\s?[/&]\s?[QARqar]?\d{1,2}\b)*[)\]]?\s?(?:cont\w*)?[:.)\-–/]*"
)
_LABELLED_ANSWER = re.compile(r"\W*(?:@[\w.@-]+\W+)*#?[AR]\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said of a post."""

    role: Role
    questions: frozenset[int]


@dataclass(frozen=True, slots=True)
class LabelledChat:
    """A chat with its posts, and what a person said of them by the last part of their ids."""

    name: str
    session: Session
    posts: tuple[Post, ...]
    labels: dict[str, Label]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were right, of how many that were found and of how many there are."""

    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


@dataclass(frozen=True, slots=True)
class Scores:
    """What one chat comes to."""

    questions: Score
    answers: Score
    labelled_answers: Score


def main() -> int:
    """Score the chats that are there and print the table; returns the exit code."""
    given = _read_arguments()
    chats = [*read_invented(), *read_real(given.exports)]
    if given.misses is not None:
        for chat in chats:
            if given.misses in chat.name:
                print("\n".join(_misses(vary(chat, given.variant))))
        return 0
    print("\n".join(build_table(chats)))
    return 0


def read_invented() -> Iterator[LabelledChat]:
    """The chats of benchmarks/chats/."""
    for folder in sorted(path.parent for path in CHATS.glob("*/labels.json")):
        record = json.loads((folder / "session.json").read_text(encoding="utf-8"))
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        people = {role: tuple(map(_make_person, record.get(role, ()))) for role in ("hosts", "guests")}
        session = replace(_make_session(record), hosts=people["hosts"], guests=people["guests"])
        posts = read_transcript(folder / "transcript.jsonl").posts
        yield LabelledChat(folder.name, session, posts, _read_labels(labels))


def read_real(exports: Path) -> Iterator[LabelledChat]:
    """The chats of benchmarks/labels/ whose export is there."""
    for path in sorted(LABELS.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        export = exports / record["export"]
        if not export.exists():
            continue
        session = _make_session(record)
        if record.get("questions_from_page"):
            session = replace(session, questions=tuple(_read_page_questions(export)))
        posts = tuple(_read_export(export, session))
        wrote = {_tail(post.id): post for post in posts}
        hosts = {wrote[tail].author.handle: wrote[tail].platform for tail in record["host_posts"] if tail in wrote}
        people = (
            Person(id=f"host-{number}", name="Host", accounts=(Account(platform, handle),))
            for number, (handle, platform) in enumerate(hosts.items(), 1)
        )
        yield LabelledChat(path.stem, replace(session, hosts=tuple(people)), posts, _read_labels(record["labels"]))


def vary(chat: LabelledChat, variant: str) -> LabelledChat:
    """The same chat with less to go by."""
    session, posts = chat.session, chat.posts
    if "host unknown" in variant:
        session = replace(session, hosts=(), guests=())
    if "no labels" in variant:
        posts = tuple(replace(post, text=_LABEL.sub("", post.text).strip() or "…") for post in posts)
    return replace(chat, session=session, posts=posts)


def score(chat: LabelledChat, assignment: Assignment, texts: dict[str, str]) -> Scores:
    """What an assignment is worth; numbers are compared through the posts that ask them, as labels may be gone."""
    asked: dict[int, set[str]] = {}
    for tail, label in chat.labels.items():
        if label.role is Role.QUESTION:
            for number in label.questions:
                asked.setdefault(number, set()).add(tail)
    meant: dict[int, int] = {}
    for question in assignment.questions:
        posts = {_tail(post_id) for post_id in question.posts}
        for number, tails in asked.items():
            if posts & tails and number not in meant.values():
                meant[question.number] = number
                break
        else:
            meant[question.number] = -question.number if posts or question.number not in asked else question.number
    right = sum(number in asked for question, number in meant.items())
    posted = sum(bool(question.posts) for question in assignment.questions)
    questions = Score(min(right, posted), posted, len(asked))
    answers = [0, 0, 0]
    labelled = [0, 0, 0]
    for each in assignment.posts:
        said = chat.labels.get(_tail(each.post.id))
        if said is None or said.role is Role.QUESTION:
            continue
        numbers = {meant.get(number, -number) for number in each.questions} if each.role is not Role.QUESTION else set()
        for counts in (answers, labelled) if _LABELLED_ANSWER.match(texts[each.post.id]) else (answers,):
            counts[0] += len(numbers & said.questions)
            counts[1] += len(numbers)
            counts[2] += len(said.questions)
    return Scores(questions, Score(*answers), Score(*labelled))


def build_table(chats: Iterable[LabelledChat]) -> Iterator[str]:
    """Precision and recall by chat, and by what there is to go by."""
    yield "| chat | posts | to go by | questions | answers | labelled answers |"
    yield "|---|---:|---|---:|---:|---:|"
    for chat in chats:
        for variant, scores in score_variants(chat):
            cells = (
                f"{each.precision:.2f} / {each.recall:.2f}" if each.found or each.there else "–"
                for each in _parts(scores)
            )
            yield f"| {chat.name} | {len(chat.posts)} | {variant} | {' | '.join(cells)} |"
    yield ""
    yield "Precision / recall. Labelled answers are those whose text begins with a label, where labels are left."


def score_variants(chat: LabelledChat) -> Iterator[tuple[str, Scores]]:
    """The scores of a chat in each variant that differs from it."""
    texts = {post.id: post.text for post in chat.posts}
    for variant in VARIANTS:
        varied = vary(chat, variant)
        if variant != VARIANTS[0] and (varied.posts, varied.session) == (chat.posts, chat.session):
            continue
        yield variant, score(varied, assign_posts(varied.posts, varied.session), texts)


def _parts(scores: Scores) -> Sequence[Score]:
    return scores.questions, scores.answers, scores.labelled_answers


def _misses(chat: LabelledChat) -> Iterator[str]:
    assignment = assign_posts(chat.posts, chat.session)
    for question in assignment.questions:
        posts = [_tail(post_id) for post_id in question.posts]
        yield f"Q{question.number} {question.confidence:.2f} {question.reason} {posts}"
    for each in assignment.posts:
        label = chat.labels.get(_tail(each.post.id))
        if label is None:
            continue
        is_same_part = (each.role is Role.QUESTION) == (label.role is Role.QUESTION)
        if not is_same_part or set(each.questions) != label.questions:
            proposed = f"{each.role} {list(each.questions)} ({each.confidence}, {each.reason})"
            yield f"{_tail(each.post.id)}: {label.role} {sorted(label.questions)}, not {proposed}"


def _read_export(path: Path, session: Session) -> Iterator[Post]:
    """The posts of an export that belong to a session, without reposts."""
    from causerie.importers.formats import recognise_files

    selection = select_session(session)
    seen: set[str] = set()
    with ExitStack() as stack:
        for recognised in recognise_files(open_export(str(path), stack)):
            for each in recognised.importer.read(recognised.file, recognised.export):
                if not isinstance(each, Found) or each.is_repost or each.hidden or each.post.id in seen:
                    continue
                post = clean_post(each.post)
                if selection.has_time(post) and (selection.has_hashtag(post) or not recognised.importer.has_hashtags):
                    seen.add(post.id)
                    yield post


def _read_page_questions(path: Path) -> Iterator[Question]:
    """The numbered list under the heading "Questions" of a review club's page."""
    _, _, rest = path.read_text(encoding="utf-8").partition("\n## Questions")
    part = re.split(r"\n## ", rest)[0]
    items = re.split(r"\n\d+\. ", "\n" + part)[1:]
    for number, item in enumerate(items, 1):
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", item)
        yield Question(number=number, text=" ".join(text.replace("`", "").split()))


def _make_session(record: dict[str, Any]) -> Session:
    of = record["chat"]
    zone = ZoneInfo(of["timezone"])
    letters = of.get("labels", {})
    chat = Chat(
        id=of.get("id", of["hashtag"].lower()),
        title=of["title"],
        hashtag=of["hashtag"],
        zone=zone,
        language=of.get("language", "en"),
        question_labels=tuple(letters.get("question", ("Q",))),
        answer_labels=tuple(letters.get("answer", ("A", "R"))),
    )
    return Session(
        chat=chat,
        id="benchmark",
        start=datetime.fromisoformat(record["start"]).replace(tzinfo=zone),
        duration=record["duration"],
        language=chat.language,
        questions=tuple(
            Question(number=number, text=text) for number, text in enumerate(record.get("questions", ()), 1)
        ),
    )


def _make_person(record: dict[str, Any]) -> Person:
    accounts = tuple(Account(platform, handle) for platform, handle in record.get("accounts", {}).items())
    return Person(id=record["id"], name=record["name"], accounts=accounts)


def _read_labels(record: dict[str, Any]) -> dict[str, Label]:
    return {
        _tail(post_id): Label(Role(label["role"]), frozenset(label["questions"])) for post_id, label in record.items()
    }


def _tail(post_id: str) -> str:
    return re.split(r"[/:]", post_id)[-1]


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python benchmarks/drafting.py",
        description="Score what causerie makes of chats that people have labelled by hand.",
    )
    add = parser.add_argument
    add("--exports", type=Path, default=EXPORTS, metavar="DIR", help="where real exports are (default: ../shared/data)")
    add("--variant", choices=VARIANTS, default=VARIANTS[0], help="with --misses: what there is to go by")
    add("--misses", metavar="CHAT", help="list the posts of a chat that are assigned otherwise than by hand")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
