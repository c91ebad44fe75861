"""The page of a session's transcript: every post by question, as threads, in as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.conversation import AFTER, BEFORE, BETWEEN, Conversation, SaidGroup
from causerie.model.recap import Recap
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.pages.cards import chat_class, describe_page, stated_title
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link
from causerie.views.pages.quotes import post_anchor
from causerie.views.pages.recap_groups import question_label
from causerie.views.pages.session_numbers import counted_lines, more_charts
from causerie.views.pages.transcript_posts import PostWriter, quoted_places

_ANCHORS = {BEFORE: "before", BETWEEN: "between", AFTER: "after"}


@frozen(kw_only=True)
class TranscriptGroup:
    """Posts below one heading."""

    anchor: str
    label: str  # "Q1"
    title: str
    html: Markup


@frozen(kw_only=True)
class GroupLink:
    """A way to the posts of a group, on whatever page they begin."""

    address: str
    label: str
    title: str


def transcript_page(
    session: Session, number: int, groups: Sequence[SaidGroup], settings: Settings, newcomers: str = ""
) -> PageArtifact:
    """A page of a session's transcript, in the session's language; `newcomers` is the HTML of `newcomers_html`."""
    conversation = session.conversation
    assert conversation is not None, "a session without a transcript has no such page"
    speech = speak_page(session.language, settings)
    address, last = paths.transcript_address(session, number), len(conversation.pages)
    own = paths.session_address(session)
    recap = "../" if number == 1 else "../../"  # from here: shorter than from the site's root, and there for many posts
    writer = PostWriter(session, speech, number, quoted_places(session, recap))
    shown = [_group(each, session, conversation, number, writer, speech) for each in groups if each.posts]
    numbers = conversation.numbers
    posts = numbers.posts + numbers.reposts
    title = speech.text("%(title)s: the whole conversation", title=stated_title(session, speech))
    if last > 1:
        title = speech.text("%(title)s, page %(page)s", title=title, page=speech.number(number))
    day = speech.short_day(session.start.date())
    summary = speech.plural("%(number)s post", "%(number)s posts", posts)
    body = render_template(
        "transcript.html",
        speech,
        address,
        chat_class=chat_class(session.chat),
        session=session,
        session_title=stated_title(session, speech),
        recap_address=own,
        chat_address=paths.chat_address(session.chat),
        day=day,
        day_iso=session.start.isoformat(),
        posts=posts,
        people=speech.plural("%(number)s person", "%(number)s people", numbers.participants),
        number=number,
        last=last,
        ways=_ways(session, conversation, speech) if number == 1 or last > 1 else (),
        groups=shown,
        has_hosts=writer.has_hosts,
        has_reposts=writer.has_reposts,
        previous=paths.transcript_address(session, number - 1) if number > 1 else "",
        following=paths.transcript_address(session, number + 1) if number < last else "",
        counted=counted_lines(conversation, speech) if number == 1 else (),
        newcomers=Markup(newcomers),  # noqa: S704 - made of numbers and words of the catalogue
        charts=more_charts(session, conversation, speech) if number == 1 else Markup(""),
        contact=contact_link(settings),
    )
    description = describe_page(f"#{session.chat.hashtag} · {day} · {title} · {summary}")
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=session.language,
        body=body,
        head=head_html(
            settings,
            speech,
            address,
            title,
            description,
            session.chat,
            kind="article",
            image=paths.session_card_image(session),
            image_alt=f"{stated_title(session, speech)} · #{session.chat.hashtag} · {day}",
        ),
        outline=tuple(Heading(group.anchor, f"{group.label} {group.title}".strip()) for group in shown),
        record=session.path,
    )


def quote_spots(session: Session, recap: Recap) -> dict[str, str]:
    """Where the quotes of a recap stand in the transcript: addresses with fragments, by the quotes' anchors."""
    pages = dict(session.conversation.chosen) if session.conversation else {}
    posts = (highlight.post for highlight in recap.highlights if highlight.post and highlight.post.id in pages)
    return {
        (anchor := post_anchor(post)): f"{paths.transcript_address(session, pages[post.id])}#{anchor}" for post in posts
    }


def _group(
    said: SaidGroup, session: Session, conversation: Conversation, number: int, writer: PostWriter, speech: Speech
) -> TranscriptGroup:
    label, title = _name_group(said.group, session, conversation, speech)
    begins_here = number == 1 or all(stretch.group != said.group for stretch in conversation.pages[number - 2])
    if not begins_here:
        title = speech.text("%(title)s (continued)", title=title)
    return TranscriptGroup(
        anchor=_ANCHORS.get(said.group, f"q{said.group}"),
        label=label,
        title=title,
        html=Markup(writer.write_list(said.posts)),  # noqa: S704 - each text is escaped where it is put in
    )


def _name_group(group: int, session: Session, conversation: Conversation, speech: Speech) -> tuple[str, str]:
    """A group's label and title."""
    if group == BEFORE:
        return "", speech.text("Before the first question")
    if group == AFTER:
        return "", speech.text("After the last question")
    if group == BETWEEN:
        is_all = all(stretch.group == BETWEEN for page in conversation.pages for stretch in page)
        return "", speech.text("The conversation") if is_all else speech.text("In between")
    texts = {question.number: question.text for question in session.questions}
    title = texts.get(group) or speech.text("Question %(number)s", number=speech.number(group))
    return question_label(session, group), title


def _ways(session: Session, conversation: Conversation, speech: Speech) -> tuple[GroupLink, ...]:
    """The ways to all groups, where there are several."""
    ways: dict[int, GroupLink] = {}
    for number, page in enumerate(conversation.pages, 1):
        for stretch in page:
            if stretch.group not in ways:
                label, title = _name_group(stretch.group, session, conversation, speech)
                anchor = _ANCHORS.get(stretch.group, f"q{stretch.group}")
                address = f"{paths.transcript_address(session, number)}#{anchor}"
                ways[stretch.group] = GroupLink(address=address, label=label or title, title=title if label else "")
    return tuple(ways.values()) if len(ways) > 1 else ()
