"""What `causerie draft` tells of those who asked the questions, and what to write where no record calls them hosts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from causerie.cli.forms import list_value, shown_path
from causerie.drafting.assigned import Assignment
from causerie.drafting.doubts import find_unknown_askers, name_askers
from causerie.drafting.participants import Participants
from causerie.frozen import frozen
from causerie.model.library import Library
from causerie.model.person import Person
from causerie.model.platform import Platform, bare_handle
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.model.slug import make_slug
from causerie.records.names import account_keys, accounts_of, accounts_of_people
from causerie.records.write import quote_value
from causerie.settings import Settings
from causerie.text import clean_line


@frozen
class _Entry:
    """What people.yml is to say of somebody who asked."""

    id: str
    name: str
    person: Person | None  # as people.yml has them
    is_guess: bool  # nothing but that nobody else hosts speaks for it
    accounts: dict[str, str] = field(default_factory=dict)


def describe_askers(assignment: Assignment, session: Session, library: Library, settings: Settings) -> str:
    """Who asked, with the lines that make hosts of them; an empty string where nobody asked."""
    askers = name_askers(assignment, Participants(session))
    if not askers:
        return ""
    said = f"The questions were posted by {askers}"
    unknown = find_unknown_askers(assignment, session)
    if not unknown:
        return f"{said}."
    if session.chat.anonymise or not all(bare_handle(post.author.handle) for post in unknown):
        return f"{said}, whom no record calls a host. Write the hosts' `accounts:` into people.yml."
    return "\n".join([f"{said}, whom no record calls a host.", *_lines(unknown, session, library, settings)])


def _lines(unknown: Sequence[Post], session: Session, library: Library, settings: Settings) -> Iterator[str]:
    """The lines to paste, and what becomes of them."""
    known = accounts_of_people(library.people)
    hosts = [host.id for host in session.hosts]
    entries: dict[str, _Entry] = {}
    for post in unknown:
        named = next((known[key] for key in account_keys(post) if key in known), "")
        if not named:
            entry = _find_entry(post, session, library, is_alone=len(unknown) == 1)
            named = entry.id
            entries.setdefault(named, entry).accounts[post.platform] = _written_handle(post)
        if named not in hosts:
            hosts.append(named)
    people = shown_path(settings.content / "people.yml", settings.root)
    if new := [entry for entry in entries.values() if entry.person is None]:
        yield from (f"If they are, write into {people}:", "")
        for entry in new:
            yield from (f"{entry.id}:", f"  name: {quote_value(entry.name)}", _accounts_line(entry), "")
    for entry in (each for each in entries.values() if each.person is not None):
        yield from _addition(entry, people)
        if entry.is_guess:
            yield (
                f"If not, write an entry of their own with `name:` and `accounts:` there, and its short name behind"
                f" `hosts:` in {session.chat.path}."
            )
    if hosts != [host.id for host in session.hosts]:
        is_own = session.hosts != session.chat.hosts  # a session's own hosts stand before the chat's
        yield from (f"Into {session.path if is_own else session.chat.path}, which says who hosts:", "")
        yield from (f"hosts: {list_value(hosts)}", "")
    yield (
        "This draft counts them as hosts already, so drafting again adds little then, often nothing. If others are the"
        " hosts, write their accounts instead, delete recap.yml, and draft again."
    )


def _addition(entry: _Entry, path: str) -> Iterator[str]:
    """The line for somebody who is in people.yml, and where it is to stand."""
    assert entry.person is not None
    place = f"in the place of `accounts:` of {entry.id}" if entry.person.accounts else f"below `{entry.id}:`"
    asks = f"If that is {entry.person.name}" if entry.is_guess else "If they are"
    yield from (f"{asks}, write into {path}, {place}:", "", _accounts_line(entry), "")


def _accounts_line(entry: _Entry) -> str:
    """A person's accounts as people.yml has them: those that stand there, and where they asked."""
    own = {each.platform: each.handle for each in entry.person.accounts} if entry.person else {}
    pairs = (f"{platform}: {quote_value(handle)}" for platform, handle in {**own, **entry.accounts}.items())
    return f"  accounts: {{{', '.join(pairs)}}}"


def _find_entry(post: Post, session: Session, library: Library, *, is_alone: bool) -> _Entry:
    """Whom an account belongs to: in people.yml by the name, else the only host, if no account there is known."""
    name, handle = clean_line(post.author.name), bare_handle(post.author.handle)
    short = make_slug(name) or make_slug(handle) or "host"
    for person in library.people:
        if person.name.casefold() == name.casefold() or person.id in (short, handle.casefold()):
            return _Entry(person.id, person.name, person, is_guess=False)
    if is_alone and len(session.hosts) == 1 and session.hosts[0].account(post.platform) is None:
        return _Entry(session.hosts[0].id, session.hosts[0].name, session.hosts[0], is_guess=True)
    return _Entry(short, name or handle, None, is_guess=False)


def _written_handle(post: Post) -> str:
    """A handle as people.yml has it: Mastodon's with its instance."""
    handle = bare_handle(post.author.handle)
    if post.platform != Platform.MASTODON or "@" in handle:
        return handle
    names = (name.partition(":")[2] for name in accounts_of(post) if name.startswith("mastodon:"))
    return next((name for name in names if "@" in name), handle)
