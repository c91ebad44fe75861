"""What an importer makes of an element of an export: a post, and what only an import needs to know of it."""

from __future__ import annotations

from enum import StrEnum

from causerie.frozen import frozen
from causerie.model.post import Post


class Hidden(StrEnum):
    """Why a post must not be public; what the summary of an import says."""

    FOLLOWERS = "only for followers"
    DIRECT = "a direct message"
    UNLISTED = "not listed by its author"
    CIRCLE = "only for a circle or a community's members"
    PROTECTED = "of a protected account"
    SIGNED_IN = "its author asks to be shown to signed-in visitors only"
    DELETED = "deleted by its author"
    FORGOTTEN = "in forget.yml"


@frozen(kw_only=True)
class Found:
    """A post as an export holds it.

    Texts are plain, links expanded, entities decoded, times aware; cleaning and hashtags are the business of whoever
    gathers the posts. `post.id` is what RECORDS say: `x:<id>`, `mastodon:<instance>/<id>`, `bluesky:<did>/<rkey>`, else
    `<platform>:<native id>`; `reply_to` and `quote_of` may also be an alias of a post.
    """

    post: Post
    aliases: tuple[str, ...] = ()  # other ids of it: on another server, before an edit; replies to those are to it
    replaces: tuple[str, ...] = ()  # ids of earlier versions that an export may hold, too; they are aliases as well
    hidden: Hidden | None = None
    is_repost: bool = False  # somebody passed on what another has written: counted, not kept
    is_cut: bool = False  # the text was cut off by the platform or the tool: any whole one is better
