"""The projector's page: the question of the minute as large as it fits, the hashtag, and a QR code of the way in."""

from __future__ import annotations

from causerie.frozen import frozen
from causerie.hour.page import render_page
from causerie.hour.qr import qr_svg
from causerie.i18n import Speech, speak
from causerie.model.session import Session
from causerie.promoting.kit import QUESTION, Kit
from causerie.views.joining import event_location, event_title, join_links
from causerie.views.pages.recap_groups import question_label
from causerie.views.pages.when import describe_when


@frozen(kw_only=True)
class Slide:
    """What is shown from one minute to the next."""

    at: str  # RFC 3339, when it is due; empty for the first, which is there from the beginning
    label: str  # "Q2"; empty where nothing is asked
    text: str
    below: str  # how to answer, or when it begins


def render_projector(kit: Kit) -> str:
    """The projector's page of a session as a whole HTML page."""
    session = kit.session
    speech = speak(session.language)
    address = kit.page or next((join.open for join in join_links(session.chat) if join.open), "")
    return render_page(
        "projector",
        speech,
        session,
        {"of": speech.text("{n} of {all}")},
        title=event_title(session),
        when=describe_when(session, speech),
        location=event_location(session),
        slides=_slides(kit, speech),
        qr=qr_svg(address, speech.text("QR code of %(address)s", address=address)) if address else "",
        address=address.removeprefix("https://").removeprefix("http://").rstrip("/"),
    )


def _slides(kit: Kit, speech: Speech) -> tuple[Slide, ...]:
    """The title until the first question, each question from its minute on, and a word of thanks at the end."""
    session, when = kit.session, describe_when(kit.session, speech)
    first = Slide(
        at="", label="", text=session.title or speech.text("Topic to be announced"), below=f"{when.day} · {when.hours}"
    )
    last = Slide(
        at=session.end.isoformat(),
        label="",
        text=speech.text("Thank you all!"),
        below=speech.text("The recap will be found here.") if kit.page else "",
    )
    return (first, *_questions(kit, session, speech), last)


def _questions(kit: Kit, session: Session, speech: Speech) -> tuple[Slide, ...]:
    due = {post.question: post.at for post in kit.posts if post.kind == QUESTION}
    answer = session.chat.answer_labels[0]
    return tuple(
        Slide(
            at=due[each.number].isoformat(),
            label=question_label(session, each.number),
            text=each.text,
            below=speech.text(
                "Answer with %(answer)s and #%(hashtag)s",
                answer=f"{answer}{each.number}",
                hashtag=session.chat.hashtag,
            ),
        )
        for each in sorted(session.questions, key=session.question_minute)
        if each.number in due
    )
