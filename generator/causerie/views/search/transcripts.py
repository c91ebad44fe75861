"""Transcripts for search: each page its own, and each post where it stands; what recaps say comes before them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from causerie.i18n import speak
from causerie.model.conversation import SaidGroup
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.pages.cards import stated_title
from causerie.views.pages.transcript_posts import PostAnchors
from causerie.views.search.sessions import introduce_author
from causerie.views.search.texts import AROUND, SearchText, TextMaker


def transcript_key(session: Session) -> bytes:
    """Names what of a session's transcript can be found; empty without one."""
    if session.conversation is None:
        return b""
    address, start = paths.session_address(session), session.start.isoformat()
    about = (address, session.title, session.language, session.chat.hashtag, start)
    return blake2b(session.conversation.key + repr(about).encode(), digest_size=16).digest()


def index_transcript(session: Session, number: int, groups: Iterable[SaidGroup]) -> SearchText:
    """What a page of a transcript lets visitors find."""
    speech = speak(session.language)
    title = speech.text("%(title)s: the whole conversation", title=stated_title(session, speech))
    about = (f"#{session.chat.hashtag}", speech.short_day(session.start.date()))
    maker = TextMaker(paths.transcript_address(session, number), title, session.language, about)
    anchors = PostAnchors(number)
    sensitive = speech.text("Sensitive post")
    for group in groups:
        for _, post in group.posts:
            author = introduce_author(post, session, speech)
            maker.mention(AROUND, author)
            texts = (post.text, *(media.alt for media in post.media))
            maker.add(
                AROUND,
                "\n".join(filter(None, texts)),
                anchor=anchors.name(post),
                label=author,
                language=post.lang or session.language,
                instead=sensitive if post.sensitive else "",
            )
    return maker.finish()
