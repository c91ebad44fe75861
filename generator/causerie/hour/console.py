"""The console: what a host posts now, what comes next and what is overdue; one page that works without a network."""

from __future__ import annotations

from causerie.hour.page import render_page
from causerie.hour.sheet import make_sheet
from causerie.i18n import Speech, speak
from causerie.promoting.kit import Kit
from causerie.views.joining import event_title
from causerie.views.pages.when import describe_when


def render_console(kit: Kit) -> str:
    """The console of a session as a whole HTML page."""
    speech = speak(kit.session.language)
    rows = make_sheet(kit, speech)
    return render_page(
        "console",
        speech,
        kit.session,
        _script_words(speech),
        title=event_title(kit.session),
        heading=kit.session.title or speech.text("Topic to be announced"),
        when=describe_when(kit.session, speech),
        minutes=kit.session.duration,
        rows=rows,
        page=kit.page,
    )


def _script_words(speech: Speech) -> dict[str, str]:
    """What the script says; where a text has `{…}`, the script fills that in."""
    return {
        "now": speech.text("Post this now"),
        "nothing": speech.text("Nothing to post now"),
        "meanwhile": speech.text("Read, answer and repost what people write."),
        "before": speech.text("The hour has not begun"),
        "ready": speech.text("Open your platforms and sign in. The first post is due at {time}."),
        "over": speech.text("That was the hour"),
        "thanks": speech.text("Thank everybody, and bring the posts in while they can still be found."),
        "next": speech.text("Next: {what}"),
        "last": speech.text("Nothing more is to come."),
        "minute": speech.text("Minute {n} of {all}"),
        "done": speech.text("{n} of {all} posted"),
        "yours": speech.text("Your time: {time}"),
        "starts": speech.text("We start at {time}"),
        "copied": speech.text("Copied"),
        "selected": speech.text("The text is selected. Copy it yourself."),
        "again": speech.text("Take all marks away?"),
    }
