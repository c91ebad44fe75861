"""Makes the kit of a session: every post at its instant, worded for each platform, and the letters and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zlib import crc32

from causerie.frozen import frozen
from causerie.model.chat import Venue
from causerie.model.library import Library
from causerie.model.platform import platform_name
from causerie.model.session import Session, Status
from causerie.problems import CauserieError
from causerie.promoting.filling import Filled, fill_template
from causerie.promoting.kit import (
    DAY,
    HOUR,
    QUESTION,
    RECAP,
    WEEK,
    WELCOME,
    Kit,
    KitPost,
    Letter,
    Picture,
    Wording,
)
from causerie.promoting.lengths import LengthRule, length_rule
from causerie.promoting.moments import moments, recap_moment
from causerie.promoting.naming import Named, following_session
from causerie.promoting.wordings import Wordings
from causerie.settings import Settings
from causerie.views.card_images.words import describe_card, question_card_words, session_card_words
from causerie.views.joining import compose_link
from causerie.views.pages.recap_groups import question_label

_TAKEAWAY = "takeaway"
_FIRST_SIGNS = tuple("=+-@\t\r\n＝＋－＠")  # begin a formula in a spreadsheet; an @ also makes a post a reply
# What may lose its last words, the most telling first.
_LONG = ("question", "takeaway", "next_title", "carried_title", "title")
CARD = "card.png"


def make_kit(
    library: Library,
    session: Session,
    settings: Settings,
    now: datetime,
    wordings: Wordings,
    limits: Mapping[str, int] | None = None,
) -> Kit:
    """Everything that a host sends for a session; `limits` are lengths that their platforms allow beside the usual."""
    others = [each for each in library.sessions_of(session.chat) if each.status is not Status.IDEA]
    writer = make_writer(library, session, settings, wordings, limits)
    named = writer.named
    pictures = {each.file: each for each in _pictures(session, settings, now)}
    posts = [writer.write(kind, at, number) for kind, at, number in moments(session, others)]
    if session.recap is not None and session.has_recap(now):
        posts += writer.write_recap(session.recap.published or now)
    posts = [_with_picture(post, pictures) for post in posts]
    posts.sort(key=lambda post: post.at.astimezone(UTC))  # of one zone Python would compare what clocks show
    kit = Kit(
        chat=session.chat,
        session=session,
        posts=tuple(posts),
        letters=tuple(_letters(named, wordings)),
        pictures=tuple(pictures.values()),
        page=named.page(now),
    )
    return replace(kit, notes=tuple(_notes(kit, settings, wordings, now)))


def make_writer(
    library: Library,
    session: Session,
    settings: Settings,
    wordings: Wordings,
    limits: Mapping[str, int] | None = None,
) -> Writer:
    """What words the posts of a session."""
    others = (each for each in library.sessions_of(session.chat) if each.status is not Status.IDEA)
    named = Named(session, settings, following_session(library, session, settings.weeks_ahead))
    return Writer(named, wordings, sum(each.start < session.start for each in others), limits or {})


def refuse_session(session: Session) -> None:
    """Raise CauserieError for a session that will not take place as it is written: nobody should announce it."""
    if session.is_off:
        raise CauserieError(
            f"'{session.title}' is {session.status}: there is nothing to announce. Give it a new date in"
            f" {session.path}, and status: confirmed."
        )
    if session.status is Status.IDEA:
        raise CauserieError(
            f"'{session.title}' is only an idea, and not public: there is nothing to announce. Write status: planned"
            f" or status: confirmed in {session.path}."
        )


@frozen
class Writer:
    """Words posts: each kind's wordings take turns from one session to the next, so neighbours never read alike."""

    named: Named
    wordings: Wordings
    turn: int  # which of the chat's sessions this is
    limits: Mapping[str, int]

    def write(
        self,
        kind: str,
        at: datetime,
        number: int | None = None,
        template: str = "",
        more: Mapping[str, str] | None = None,
    ) -> KitPost:
        """A post of a kind, for each platform of the chat."""
        venues = self.named.session.chat.venues or (Venue("other"),)
        worded = (self.word(template or kind, venue, at, number, more or {}) for venue in venues)
        return KitPost(kind=kind, at=at, question=number, wordings=tuple(worded))

    def write_recap(self, published: datetime) -> Iterator[KitPost]:
        """The recap's announcement, and its takeaways as a thread below it."""
        session = self.named.session
        takeaways = session.recap.accepted_takeaways if session.recap else ()
        at, count = recap_moment(session, published), len(takeaways) + 1
        at = max(at, session.end.astimezone(at.tzinfo))
        yield self.write(RECAP, at, more={"part": f"1/{count}" if takeaways else ""})
        for place, takeaway in enumerate(takeaways, 2):
            more = {"part": f"{place}/{count}", "takeaway": takeaway.text}
            post = self.write(RECAP, at + timedelta(minutes=place - 1), template=_TAKEAWAY, more=more)
            yield replace(post, part=place)

    def word(self, template: str, venue: Venue, at: datetime, number: int | None, more: Mapping[str, str]) -> Wording:
        """A template in the words that a platform takes."""
        values = {**self.named.values(venue.platform, at), **self._of_question(number), **more}
        rule = length_rule(venue.platform, self.limits)
        filled = self._fill(template, venue.platform, values, rule)
        return Wording(
            platform=venue.platform,
            text=filled.text,
            length=rule.count(filled.text),
            limit=rule.limit,
            compose=compose_link(venue, filled.text),
            is_shortened=filled.is_shortened,
        )

    def _fill(self, template: str, platform: str, values: Mapping[str, str], rule: LengthRule) -> Filled:
        choices = self.wordings.templates[template].wordings
        lines = choices[(self.turn + crc32(f"{self.named.session.chat.id}/{template}".encode())) % len(choices)]
        hashtag = values["hashtag"]
        filled = fill_template(
            lines,
            values,
            is_kept=lambda text: rule.is_kept(begin_with_words(text, hashtag)),
            shorter=self.named.shorter(platform),
            by_words=_LONG,
        )
        return replace(filled, text=begin_with_words(filled.text, hashtag))

    def _of_question(self, number: int | None) -> dict[str, str]:
        session = self.named.session
        asked = next((each for each in session.questions if each.number == number), None)
        if asked is None:
            return {}
        return {
            "label": question_label(session, asked.number),
            "answer": self.named.answer_label(asked.number),
            "question": asked.text,
        }


def begin_with_words(text: str, hashtag: str) -> str:
    """A text that no spreadsheet takes for a formula, and no platform for a reply: its hashtag comes first.

    Schedulers post what stands in a cell, so an apostrophe or a hidden sign as a guard would be posted, too.
    """
    return f"{hashtag} {text.lstrip()}" if text.lstrip(" \u00a0").startswith(_FIRST_SIGNS) else text


def _pictures(session: Session, settings: Settings, now: datetime) -> Iterator[Picture]:
    """The session's card, and for each question its own picture or a card of it."""
    card = session_card_words(session, settings, now)
    yield Picture(file=CARD, alt=describe_card(card), card=card)
    for question in session.questions:
        if question.image and question.image.file and session.folder:
            suffix = question.image.file.rpartition(".")[2].lower()
            source = str(session.folder / question.image.file)
            yield Picture(file=f"question-{question.number}.{suffix}", alt=question.image.alt, source=source)
        else:
            words = question_card_words(question, session, settings)
            yield Picture(file=f"question-{question.number}.png", alt=describe_card(words), card=words)


def _with_picture(post: KitPost, pictures: Mapping[str, Picture]) -> KitPost:
    if post.kind == QUESTION:
        found = next((each for file, each in pictures.items() if file.startswith(f"question-{post.question}.")), None)
    else:
        found = pictures[CARD] if post.kind in (WEEK, DAY, HOUR, WELCOME, RECAP) and post.part == 1 else None
    return replace(post, image=found.file, alt=found.alt) if found else post


def _letters(named: Named, wordings: Wordings) -> Iterator[Letter]:
    """An invitation and a brief for each guest, and the texts that go to everybody."""
    for guest in named.session.guests:
        for kind in ("invitation", "brief"):
            text = _fill_letter(kind, named.letter_values(guest), wordings)
            yield Letter(file=f"{kind}-{guest.id}.md", kind=kind, text=text, person=guest.name)
    for kind, suffix in (("newsletter", "md"), ("linkedin-event", "txt"), ("facebook-event", "txt")):
        values = named.letter_values(is_markdown=suffix == "md")
        yield Letter(file=f"{kind}.{suffix}", kind=kind, text=_fill_letter(kind, values, wordings))


def _fill_letter(kind: str, values: Mapping[str, str], wordings: Wordings) -> str:
    return fill_template(wordings.templates[kind].wordings[0], values).text + "\n"


def _notes(kit: Kit, settings: Settings, wordings: Wordings, now: datetime) -> Iterator[str]:
    """What the host should know of a kit, a sentence each."""
    session = kit.session
    if not settings.site_url:
        yield "mkdocs.yml has no site_url: the texts have no link to the session's page."
    elif not all(session.is_public(post.at) for post in kit.posts):
        yield f"The page is not public before {session.announced:%Y-%m-%d %H:%M}: earlier posts have no link."
    if wordings.missing:
        yield f"There are no words in '{session.language}' for {', '.join(wordings.missing)}: these are in English."
    if not session.chat.venues:
        yield "chat.yml names no platform: there is one text of each post, and no limit to its length."
    if not session.questions:
        yield "session.md has no questions yet. Run this again when it has."
    for picture in kit.pictures:
        if not picture.alt:
            yield f"{picture.file} has no alt text. Write alt: beside the question's image in session.md."
    yield from length_notes(kit.posts)
    if session.recap is None or not session.has_recap(now):
        yield "The recap is not published yet. Run this again when it is, for its announcement and a thread."


def length_notes(posts: Iterable[KitPost]) -> Iterator[str]:
    """Which posts do not fit, or were made to."""
    for post in posts:
        for wording in post.wordings:
            where = f"{_name(post)} on {platform_name(wording.platform)}"
            if wording.is_too_long:
                yield f"{where} is too long: {wording.length} of {wording.limit}. Shorten it by hand."
            elif wording.is_shortened:
                yield f"{where} was shortened to fit {wording.limit}: please read it."


def _name(post: KitPost) -> str:
    return f"Question {post.question}" if post.question else f"'{post.kind}' ({post.at:%Y-%m-%d %H:%M})"
