"""What still stands between a recap and its readers, each with the place where it is put right."""

from __future__ import annotations

from typing import Any

from causerie.curate.reading import Seen
from causerie.i18n import Speech
from causerie.model.session import Status
from causerie.records.editing import Entry

Json = dict[str, Any]


def list_missing(seen: Seen, speech: Speech) -> list[Json]:
    """What a host should do before publishing, the most important first; `needed` is what stops it."""
    session = seen.session
    found: list[Json] = []

    def miss(what: str, text: str, key: str = "", *, is_needed: bool = False) -> None:
        found.append({"what": what, "text": text, "key": key, "needed": is_needed})

    if not session.title:
        miss("title", speech.text("The session has no title."), is_needed=True)
    if session.status is Status.IDEA:
        miss("status", speech.text("The session is an idea, and ideas are never published."), is_needed=True)
    if not seen.entries.get("highlights"):
        miss("highlights", speech.text("No post is chosen yet."))
    takeaways = seen.entries.get("takeaways", ())
    for entry in filter(is_proposed, takeaways):
        miss("takeaways", speech.text("A takeaway is only proposed: accept it, or drop it."), entry.key)
    if not takeaways:
        miss("takeaways", speech.text("There is no takeaway yet."))
    if not seen.summary.strip():
        miss("summary", speech.text("There is no summary yet."))
    for key, author in _undescribed(seen):
        miss("alt", speech.text("A picture of %(author)s has no description.", author=author), key)
    for entry in seen.entries.get("resources", ()):
        if not (isinstance(entry.value, dict) and entry.value.get("title")):
            miss("resources", speech.text("A link has no title: visitors see its address alone."), entry.key)
    for entry in seen.entries.get("unanswered", ()):
        fields = entry.value if isinstance(entry.value, dict) else {}
        if fields.get("status") == "carried" and not fields.get("to"):
            miss("unanswered", speech.text("A question is carried on, and nobody says to which session."), entry.key)
    return found


def is_proposed(takeaway: Entry) -> bool:
    """Whether the draft has proposed a takeaway, and nobody has accepted it yet."""
    fields = takeaway.value if isinstance(takeaway.value, dict) else {}
    return str(fields.get("proposed", "")).casefold() in ("true", "yes", "on")


def _undescribed(seen: Seen) -> list[tuple[str, str]]:
    """The highlights with a picture that nobody has described, and who posted it."""
    posts = {alias: post for post in seen.posts for alias in (*post.aliases, post.id)}
    found = []
    for entry in seen.entries.get("highlights", ()):
        named = entry.value.get("post") if isinstance(entry.value, dict) else entry.value
        if isinstance(named, dict):
            media = named.get("media")
            who = named.get("author")
            author = str(who.get("name") or who.get("handle") or "") if isinstance(who, dict) else ""
            if isinstance(media, list) and any(isinstance(each, dict) and not each.get("alt") for each in media):
                found.append((entry.key, author or "…"))
        elif (post := posts.get(str(named))) is not None and any(not media.alt for media in post.media):
            found.append((entry.key, post.author.name or post.author.handle or "…"))
    return found
