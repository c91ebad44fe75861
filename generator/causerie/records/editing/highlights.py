"""The operations on a recap's highlights: posts chosen and ordered, notes, and what stands between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from causerie.model.post import Author, Post
from causerie.records.editing.asked import (
    Operation,
    line_of,
    lines_of,
    needed_line,
    needed_text,
    number_of,
    numbers_of,
    shown,
    text_of,
)
from causerie.records.editing.edited import Edited
from causerie.records.editing.entries import Entry, find_entry, name_entries
from causerie.records.editing.refusals import EditError, check_seen
from causerie.records.highlight_places import place_of, question_of
from causerie.records.names import accounts_of, names_of, post_name, split_address
from causerie.text import clean_line, clean_text

_LIST = ("highlights",)
_BEHIND_POST = ("post", "heading", "text")  # what the number of a question stands behind
_POST_FIELDS = ("platform", "url", "author", "posted", "text")
_AUTHOR_FIELDS = ("name", "handle", "url")


def _choose(recap: Edited, operation: Operation, questions: int) -> None:
    post = needed_line(operation, "post", "No post was named.")
    question = _question(operation, questions)
    names = _names(operation)
    for entry in _entries(recap):
        if _is_of(entry.value, names) and question_of(entry.value) == question:
            raise EditError("This post is in the recap already.")
    _insert(recap, operation, {"post": post}, question)


def _unchoose(recap: Edited, operation: Operation, _: int) -> None:
    recap.remove(_LIST, _entry(recap, operation).at)


def _move(recap: Edited, operation: Operation, questions: int) -> None:
    entry = _entry(recap, operation)
    before = operation.get("before")
    follows = None if before is None else find_entry(_entries(recap), before).at
    question = None if operation.get("question") is None else _question(operation, questions)
    _place(recap, entry.at, follows, question)


def _place(recap: Edited, at: int, follows: int | None, question: int | None) -> None:
    """Move a highlight before another, or behind the last of its question; a question is written into it."""
    had = question_of(recap.entries("highlights")[at])
    if question is not None and question != had:
        _set_question(recap, at, question)
    number = had if question is None else question
    others = [each for place, each in enumerate(recap.entries("highlights")) if place != at]
    to = place_of(number, others, is_opening=False) if follows is None else follows - (follows > at)
    recap.move(_LIST, at, to, number if number != had or to != at else None)


def _set_question(recap: Edited, at: int, question: int) -> None:
    if question:
        recap.set_field((*_LIST, at), "question", question, _BEHIND_POST)
    else:
        recap.drop_field((*_LIST, at), "question")


def _note(recap: Edited, operation: Operation, _: int) -> None:
    entry = _entry(recap, operation)
    value = _fields(entry)
    check_seen(line_of(operation, "was", default=""), clean_line(shown(value.get("note"))))
    if text := line_of(operation, "text"):
        recap.set_field((*_LIST, entry.at), "note", text)
    else:
        recap.drop_field((*_LIST, entry.at), "note")


def _put_between(recap: Edited, operation: Operation, questions: int) -> None:
    kind = operation.get("kind")
    if kind not in ("heading", "text"):
        raise EditError("Between posts stands a 'heading' or a 'text'.")
    read = needed_line if kind == "heading" else needed_text
    _insert(recap, operation, {str(kind): read(operation, "text", _EMPTY)}, _question(operation, questions))


def _rewrite(recap: Edited, operation: Operation, _: int) -> None:
    entry = _entry(recap, operation)
    value = _fields(entry)
    kind = next((name for name in ("heading", "text") if shown(value.get(name))), "")
    if not kind:
        raise EditError("This is a post, and its words are its author's. Write a note under it.")
    check_seen(text_of(operation, "was"), clean_text(shown(value[kind])))
    read = needed_line if kind == "heading" else needed_text
    recap.set_field((*_LIST, entry.at), kind, read(operation, "text", _EMPTY))


def _paste(recap: Edited, operation: Operation, questions: int) -> None:
    given = operation.get("post")
    if not isinstance(given, dict):
        raise EditError("No post was given.")
    author = given.get("author")
    who = {name: line for name in _AUTHOR_FIELDS if (line := clean_line(shown(_get(author, name))))}
    texts = {name: clean_text(shown(given.get(name))).strip() for name in _POST_FIELDS if name != "author"}
    post = {name: who if name == "author" else texts[name] for name in _POST_FIELDS}
    if not texts["text"]:
        raise EditError("Copy what the post says: without its text, nobody sees anything of it.")
    address = split_address(texts["url"])
    for entry in _entries(recap):
        if texts["url"] and split_address(shown(_get(_inline(entry.value), "url"))) == address:
            raise EditError("The post at this address is in the recap already.")
    _insert(
        recap, operation, {"post": {name: part for name, part in post.items() if part}}, _question(operation, questions)
    )


def _describe(recap: Edited, operation: Operation, _: int) -> None:
    entry = _entry(recap, operation)
    media = _get(_inline(entry.value), "media")
    at = number_of(operation, "at")
    if not isinstance(media, list) or at >= len(media) or not isinstance(media[at], dict):
        raise EditError("This picture is not in the recap.")
    check_seen(line_of(operation, "was", default=""), clean_line(shown(media[at].get("alt"))))
    path = (*_LIST, entry.at, "post", "media", at)
    if text := line_of(operation, "text"):
        recap.set_field(path, "alt", text)
    else:
        recap.drop_field(path, "alt")


def _assign(recap: Edited, operation: Operation, questions: int) -> None:
    """Where a post answers other questions now, its highlight goes to the first of them."""
    needed_line(operation, "post", "No post was named.")
    names = _names(operation)
    numbers = numbers_of(operation, "questions")
    _check_question(max(numbers, default=0), questions)
    right = numbers or [0]
    while wrong := [e.at for e in _entries(recap) if _is_of(e.value, names) and question_of(e.value) not in right]:
        _place(recap, wrong[0], None, right[0])


def _leave_out(recap: Edited, operation: Operation, _: int) -> None:
    """Take out the posts named by `post` and `names`, and those written out here whose author is among `accounts`."""
    posts = _names(operation)
    accounts = {each.casefold() for each in lines_of(operation, "accounts")}
    for entry in reversed(_entries(recap)):
        if _is_by(entry.value, posts, accounts):
            recap.remove(_LIST, entry.at)


CHANGES: Mapping[str, Callable[[Edited, Operation, int], None]] = {
    "choose": _choose,
    "unchoose": _unchoose,
    "move": _move,
    "note": _note,
    "between": _put_between,
    "rewrite": _rewrite,
    "paste": _paste,
    "alt": _describe,
    "assign": _assign,
    "leave-out": _leave_out,
}
_EMPTY = "Write something, or take it out."


def _insert(recap: Edited, operation: Operation, value: dict[str, Any], question: int) -> None:
    entries = _entries(recap)
    before = operation.get("before")
    if before is None:
        at = place_of(question, [entry.value for entry in entries], is_opening=False)
    else:
        at = find_entry(entries, before).at
    with_question = {**value, "question": question} if question else value
    if isinstance(value.get("post"), dict) and question:
        with_question = {"question": question, **value}
    recap.insert(_LIST, at, with_question, question)


def _entries(recap: Edited) -> Sequence[Entry]:
    return name_entries("highlights", recap.entries("highlights"))


def _entry(recap: Edited, operation: Operation) -> Entry:
    return find_entry(_entries(recap), operation.get("key"))


def _fields(entry: Entry) -> dict[str, Any]:
    if isinstance(entry.value, dict):
        return entry.value
    raise EditError("This highlight has no fields. Edit it by hand first: write 'post: …', 'heading: …' or 'text: …'.")


def _question(operation: Operation, questions: int) -> int:
    return _check_question(number_of(operation, "question", 0), questions)


def _check_question(number: int, questions: int) -> int:
    if number > questions:
        raise EditError(f"There is no question {number}: the session has {questions or 'none'}.")
    return number


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _inline(value: Any) -> Any:
    post = _get(value, "post")
    return post if isinstance(post, dict) else None


def _names(operation: Operation) -> frozenset[str]:
    """The names of a post: its id, and its address and other ids where the operation has them under `names`."""
    return frozenset(map(post_name, [*lines_of(operation, "post"), *lines_of(operation, "names")]))


def _is_of(value: Any, names: Collection[str]) -> bool:
    """Whether a highlight is of a post of these names, be it named or written out."""
    post = _get(value, "post")
    given = (shown(post), shown(_get(post, "id")), shown(_get(post, "url")))
    return any(post_name(each) in names for each in given if each.strip())


def _is_by(value: Any, posts: Collection[str], accounts: Collection[str]) -> bool:
    if _is_of(value, posts):
        return True
    inline = _inline(value)
    if inline is None:
        return False
    who = {name: shown(_get(inline.get("author"), name)) for name in ("handle", "name", "id", "url")}
    post = Post(
        platform=shown(inline.get("platform")),
        author=Author(**who),
        text=shown(inline.get("text")),
        id=shown(inline.get("id")),
        url=shown(inline.get("url")),
    )
    return any(name in posts for name in names_of(post)) or any(
        name.casefold() in accounts for name in accounts_of(post)
    )
