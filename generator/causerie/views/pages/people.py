"""People: those of people.yml who host, are invited or are quoted, and for each what they did and said here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech, direction
from causerie.model.chat import Chat
from causerie.model.person import Person
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.model.slug import fold_letters
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.pages.cards import PersonCard, describe_page, person_card, session_card
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link
from causerie.views.pages.prose import shorten
from causerie.views.pages.quotes import account_key, author_key, post_anchor
from causerie.views.pages.shelf import Archived, fill_shelf, name_session, session_line

_QUOTES = 3  # the latest posts that a person's page shows; the others are one click away
_QUOTED = 30  # recaps that it names
_POSTS = ("%(number)s post", "%(number)s posts")
_QUOTE = 280  # characters of a post

Quoted = Callable[[Session], Iterable[tuple[str, str]]]  # of a recap's quotes, who wrote each and where it stands


@dataclass(slots=True, kw_only=True)
class Appearances:
    """What somebody did on this site; past sessions have the latest first."""

    person: Person
    chats: list[Chat] = field(default_factory=list)  # that they host
    upcoming: list[Session] = field(default_factory=list)
    guested: list[Session] = field(default_factory=list)
    hosted: list[Session] = field(default_factory=list)
    visits: int = 0  # sessions that they were a guest of
    quoted: list[tuple[Session, list[str]]] = field(default_factory=list)  # with the anchors of their posts

    @property
    def is_seen(self) -> bool:
        """Whether they appear in anything that is public."""
        return bool(self.chats or self.upcoming or self.guested or self.hosted or self.quoted)

    @property
    def address(self) -> str:
        """Their page."""
        return paths.person_address(self.person)


@frozen(kw_only=True)
class SaidLine:
    """A post by somebody, with its place in a recap."""

    text: str
    lang: str
    dir: str
    address: str
    title: str
    day: str


@frozen(kw_only=True)
class PersonLine:
    """Somebody in the list of all."""

    card: PersonCard
    facts: str


def find_people(
    people: Iterable[Person],
    chats: Iterable[Chat],
    upcoming: Iterable[Session],
    past: Iterable[Session],
    quoted: Quoted,
) -> dict[str, Appearances]:
    """Who appears in public, by id and in alphabetical order; `past` has the latest first.

    Whoever is only named in a record that is not public yet has no page.
    """
    found = {person.id: Appearances(person=person) for person in people}
    keys = {
        account_key(account.platform, account.handle): each.person.id
        for each in found.values()
        for account in each.person.accounts
    }

    def of(person: Person) -> Appearances:
        return found.setdefault(person.id, Appearances(person=person))

    for chat in chats:
        for person in chat.hosts:
            of(person).chats.append(chat)
    for session in upcoming:
        if session.is_written:
            for person in dict.fromkeys((*session.guests, *session.hosts)):
                of(person).upcoming.append(session)
    for session in past:
        for person in session.guests:
            of(person).guested.append(session)
            of(person).visits += not session.is_off
        for person in session.hosts:
            of(person).hosted.append(session)
        said: dict[str, list[str]] = {}
        for key, anchor in quoted(session):
            if key in keys:
                said.setdefault(keys[key], []).append(anchor)
        for name, anchors in said.items():
            found[name].quoted.append((session, anchors))
    seen = [each for each in found.values() if each.is_seen]
    return {
        each.person.id: each for each in sorted(seen, key=lambda each: (fold_letters(each.person.name), each.address))
    }


def people_page(people: Mapping[str, Appearances], settings: Settings) -> PageArtifact:
    """`/people/`."""
    speech = speak_page(settings.language, settings)
    address = paths.in_language(paths.PEOPLE, speech.home)
    title = speech.text("People")
    description = speech.text("Who hosts, visits and is quoted in the chats of %(site)s.", site=settings.site_name)
    lines = [PersonLine(card=person_card(each.person), facts=_facts(each, speech)) for each in people.values()]
    body = render_template("people.html", speech, address, people=lines, contact=contact_link(settings))
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=settings.language,
        body=body,
        head=head_html(settings, speech, address, title, description),
    )


def person_page(found: Appearances, settings: Settings, now: datetime, archived: Archived) -> PageArtifact:
    """`/people/amara/`, in the site's language."""
    speech = speak_page(settings.language, settings)
    person, address = found.person, paths.in_language(found.address, speech.home)
    quotes = [
        session_line(session, speech, address, anchors[0], speech.plural(*_POSTS, len(anchors)))
        for session, anchors in found.quoted[:_QUOTED]
    ]
    body = render_template(
        "person.html",
        speech,
        address,
        person=person_card(person),
        facts=_facts(found, speech, with_chats=False),
        chats=[(chat.title, chat.hashtag, paths.chat_address(chat)) for chat in found.chats],
        upcoming=[session_card(session, speech, now) for session in found.upcoming],
        guested=fill_shelf(found.guested, archived, speech, address),
        hosted=fill_shelf(found.hosted, archived, speech, address),
        said=list(_said(found, speech)),
        quoted=Markup("".join(quotes)),  # noqa: S704 - escaped where they were made
        contact=contact_link(settings),
    )
    description = describe_page(person.bio or speech.with_name(person.name, _facts(found, speech)))
    outline = (
        ("upcoming", speech.text("Coming up"), found.upcoming),
        ("quoted", speech.text("In their words"), found.quoted),
        ("guest", speech.text("As a guest"), found.guested),
        ("host", speech.text("As a host"), found.hosted),
    )
    return PageArtifact(
        address=address,
        title=person.name,
        description=description,
        language=settings.language,
        body=body,
        head=head_html(settings, speech, address, person.name, description, kind="profile"),
        outline=tuple(Heading(anchor, title) for anchor, title, shown in outline if shown),
    )


def name_quoted(found: Appearances) -> object:
    """All that the page shows of where a person is quoted, but for the posts."""
    return len(found.quoted), [(name_session(session), anchors) for session, anchors in found.quoted[:_QUOTED]]


def latest_quotes(found: Appearances) -> Sequence[Session]:
    """The sessions whose posts a person's page shows, to name the page by."""
    return [session for session, _ in found.quoted[:_QUOTES]]


def _said(found: Appearances, speech: Speech) -> Iterator[SaidLine]:
    """The latest posts of a person, one a session: the one that people liked most."""
    keys = {account_key(account.platform, account.handle) for account in found.person.accounts}
    for session in latest_quotes(found):
        posts = [each.post for each in session.recap.highlights if each.post] if session.recap else []
        own = [post for post in posts if author_key(post) in keys and not post.sensitive]
        if own:
            yield _said_line(max(own, key=lambda post: post.likes or 0), session, speech)


def _said_line(post: Post, session: Session, speech: Speech) -> SaidLine:
    lang = post.lang or session.language
    return SaidLine(
        text=shorten(post.text, _QUOTE),
        lang="" if lang == speech.language else lang,
        dir=direction(lang, "auto"),
        address=f"{paths.session_address(session)}#{post_anchor(post)}",
        title=session.title,
        day=speech.short_day(session.start.date()),
    )


def _facts(found: Appearances, speech: Speech, *, with_chats: bool = True) -> str:
    """What somebody did here, in a few words: "Hosts Museum Hour · quoted in 3 recaps"."""
    facts = []
    if found.chats and with_chats:
        facts.append(speech.text("Hosts %(chats)s", chats=speech.listing(chat.title for chat in found.chats)))
    if found.visits:
        number = found.visits
        facts.append(speech.plural("guest of %(number)s session", "guest of %(number)s sessions", number))
    if found.quoted:
        number = len(found.quoted)
        facts.append(speech.plural("quoted in %(number)s recap", "quoted in %(number)s recaps", number))
    if not facts and found.upcoming:
        facts.append(speech.text("guest of a session to come"))
    joined = " · ".join(facts)
    return joined[:1].upper() + joined[1:]
