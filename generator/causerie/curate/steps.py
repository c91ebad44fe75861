"""The names of steps, as undo and redo say them."""

from __future__ import annotations

from causerie.i18n import Speech


def name_step(do: str, speech: Speech) -> str:
    """What an operation did, in a few words."""
    names = {
        "choose": speech.text("Post chosen"),
        "unchoose": speech.text("Taken out"),
        "move": speech.text("Moved"),
        "note": speech.text("Note written"),
        "between": speech.text("Heading or text added"),
        "rewrite": speech.text("Text rewritten"),
        "paste": speech.text("Post pasted"),
        "alt": speech.text("Picture described"),
        "alt-post": speech.text("Picture described"),
        "takeaway-add": speech.text("Takeaway added"),
        "takeaway-set": speech.text("Takeaway rewritten"),
        "takeaway-accept": speech.text("Takeaway accepted"),
        "takeaway-drop": speech.text("Takeaway dropped"),
        "takeaway-move": speech.text("Takeaway moved"),
        "summary": speech.text("Summary written"),
        "resource-add": speech.text("Link added"),
        "resource-set": speech.text("Link renamed"),
        "resource-drop": speech.text("Link dropped"),
        "resource-move": speech.text("Link moved"),
        "unanswered-add": speech.text("Open question added"),
        "unanswered-set": speech.text("Open question changed"),
        "unanswered-rewrite": speech.text("Open question rewritten"),
        "unanswered-drop": speech.text("Open question dropped"),
        "publish": speech.text("Day of publication set"),
        "unpublish": speech.text("Day of publication taken away"),
        "session": speech.text("Session changed"),
        "questions": speech.text("Questions changed"),
        "assign": speech.text("Question of a post corrected"),
        "leave-out": speech.text("Somebody left out"),
    }
    return names.get(do, do)
