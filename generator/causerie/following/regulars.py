"""Who comes often, by name: only where a host asks for names, and never of a chat that hides them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from causerie.following.counting import Held
from causerie.frozen import frozen
from causerie.model.counting import person_key
from causerie.model.library import Library
from causerie.model.platform import bare_handle
from causerie.model.post import Post
from causerie.records.forget import Forgotten
from causerie.records.names import accounts_of_people, name_author
from causerie.records.transcript import iterate_transcript

_TRANSCRIPT = "transcript.jsonl"


@frozen
class Regular:
    """Somebody who came more than once."""

    name: str
    times: int


def find_regulars(held: Sequence[Held], library: Library, root: Path, forgotten: Forgotten) -> tuple[Regular, ...]:
    """Everybody who wrote in more than one of these sessions, the most frequent first; hosts and guests, too."""
    known = accounts_of_people(library.people)
    names = {person.id: person.name for person in library.people}
    times: dict[bytes, set[str]] = {}
    called: dict[bytes, str] = {}
    for each in held:
        if each.session.chat.anonymise or each.session.folder is None or not each.is_counted:
            continue
        for post in _posts(each.session.folder / _TRANSCRIPT, root, forgotten):
            person = name_author(post, known)
            key = person_key(person)
            times.setdefault(key, set()).add(each.session.id)
            called[key] = names.get(person) or _introduce(post)
    often = [Regular(called[key], len(sessions)) for key, sessions in times.items() if len(sessions) > 1]
    return tuple(sorted(often, key=lambda regular: (-regular.times, regular.name.casefold())))


def _posts(path: Path, root: Path, forgotten: Forgotten) -> Iterable[Post]:
    read = (each for each in iterate_transcript(path, root) if isinstance(each, Post))
    return (post for post in read if not forgotten.has_post(post))


def _introduce(post: Post) -> str:
    handle = bare_handle(post.author.handle)
    if not handle:
        return post.author.name or "Somebody"
    return f"{post.author.name} (@{handle})" if post.author.name and post.author.name != handle else f"@{handle}"
