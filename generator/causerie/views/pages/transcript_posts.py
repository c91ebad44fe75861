"""The posts of a transcript as HTML, as short as can be: a page has hundreds, and its list says what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from causerie.i18n import Speech
from causerie.model.conversation import SaidPost
from causerie.model.counting import is_repost
from causerie.model.platform import bare_handle, platform_name
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.views.pages.post_text import text_html
from causerie.views.pages.quotes import name_nobody, post_anchor, post_direction, session_roles


@dataclass(slots=True)
class PostAnchors:
    """The anchors of a page's posts, in the order in which they stand there."""

    page: int
    _taken: set[str] = field(default_factory=set)

    def name(self, post: Post) -> str:
        """A fragment that names a post on this page; its place there, where nothing else does."""
        anchor = post_anchor(post)
        if not anchor or anchor in self._taken:
            anchor = f"p{self.page}-{len(self._taken) + 1}"
        self._taken.add(anchor)
        return anchor


@dataclass(slots=True)
class PostWriter:
    """Writes the posts of one page; knows which of them the recap quotes, and which anchors are taken."""

    session: Session
    speech: Speech
    page: int
    quoted: Mapping[str, str]  # posts of the recap by id, and where each stands there
    has_hosts: bool = False  # whether a host's post was written
    has_reposts: bool = False
    _roles: Mapping[tuple[str, str], str] = field(init=False)
    _anchors: PostAnchors = field(init=False)
    _words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._roles = session_roles(self.session)
        self._anchors = PostAnchors(self.page)
        text = self.speech.text
        known = {
            "host": text("Host"),
            "guest": text("Guest"),
            "quoted": text("In the recap"),
            "sensitive": text("Sensitive post: show it"),
            "": text("Link to this post"),
        }
        self._words = {name: escape(words) for name, words in known.items()}

    def write_list(self, posts: Sequence[SaidPost]) -> str:
        """Posts as a list, replies in lists below what they answer."""
        pieces = ["<ol>"]
        depth = 0
        for i, said in enumerate(posts):
            if said.depth > depth:
                pieces.append("<ol>")
            elif i:
                pieces.append("</li>" + "</ol></li>" * (depth - said.depth))
            depth = said.depth
            pieces.append(self._write(said.post))
        pieces.append("</li>" + "</ol></li>" * depth + "</ol>\n")
        return "".join(pieces)

    def _write(self, post: Post) -> str:
        """A post, and the beginning of its list's item."""
        anchor, author = self._anchors.name(post), post.author
        bare = bare_handle(author.handle)
        role = self._roles.get((post.platform, bare.casefold()), "")
        kinds = ["h"] if role == "host" else []
        self.has_hosts = self.has_hosts or role == "host"
        if is_repost(post):
            self.has_reposts = True
            kinds.append("r")
        place = self.quoted.get(post.id, "")
        if place:
            kinds.append("q")
        name = author.name or (f"@{bare}" if bare else "")
        by = f"<b><bdi>{escape(name or name_nobody(self.session, self.speech))}</bdi></b>"
        if bare and author.name:
            by += f" <i><bdi>@{escape(bare)}</bdi></i>"
        if role:
            by += f" <em>{self._words[role]}</em>"
        css = f' class="{" ".join(kinds)}"' if kinds else ""
        lang = f' lang="{escape(post.lang)}"' if post.lang and post.lang != self.session.language else ""
        direction = post_direction(post, self.session) or "auto"
        said = f'<div dir="{direction}"{lang}>{text_html(post)}{self._write_media(post)}</div>'
        if post.sensitive:
            said = f"<details><summary>{self._words['sensitive']}</summary>{said}</details>"
        return f'<li id="{anchor}"{css}><p>{by} {self._write_facts(post, anchor, place)}</p>{said}'

    def _write_facts(self, post: Post, anchor: str, place: str) -> str:
        """When and where it was written, and the ways to it: here, on its platform, in the recap."""
        facts = []
        if post.posted is not None:
            posted = post.posted.astimezone(self.session.start.tzinfo)
            time = self.speech.time(posted)
            if posted.date() != self.session.start.date():
                time = self.speech.moment(self.speech.short_day(posted.date()), time)
            shown = f'<time datetime="{posted.isoformat(timespec="seconds")}">{escape(time)}</time>'
        else:
            shown = "#"
        facts.append(f'<a href="#{anchor}" title="{self._words[""]}">{shown}</a>')
        name = escape(platform_name(post.platform))
        facts.append(f'<a href="{escape(post.url)}" rel="nofollow ugc noopener">{name}</a>' if post.url else name)
        if place:
            facts.append(f'<a href="{escape(place)}">{self._words["quoted"]}</a>')
        return " · ".join(facts)

    def _write_media(self, post: Post) -> str:
        """What was attached, in words: only the recap holds pictures."""
        alts = (media.alt for media in post.media if media.alt)
        lines = (self.speech.text("Picture in the original: %(alt)s", alt=alt) for alt in alts)
        return "".join(f"<p><small>{escape(line)}</small></p>" for line in lines)


def quoted_places(session: Session, page: str) -> dict[str, str]:
    """Where the recap's posts stand in it, by their ids; `page` is the way there."""
    if session.recap is None:
        return {}
    posts = (highlight.post for highlight in session.recap.highlights if highlight.post is not None)
    return {post.id: f"{page}#{post_anchor(post)}" for post in posts if post.id}
