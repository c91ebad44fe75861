"""The run sheet: what a host posts within the hour, minute by minute, as the console shows it."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from mimetypes import guess_type
from pathlib import Path

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.platform import platform_name
from causerie.promoting.files import read_picture
from causerie.promoting.kit import Kit, KitPost, Picture, Wording
from causerie.promoting.page import label_post
from causerie.views.pages.recap_groups import question_label


@frozen(kw_only=True)
class SheetPlatform:
    """A platform that takes a text."""

    platform: str
    name: str  # "Bluesky"; empty where the chat names no platform
    count: str  # "212 / 300", as the platform counts
    is_too_long: bool
    compose: str  # opens the platform with the text; empty where it has no address for that


@frozen(kw_only=True)
class SheetText:
    """A text, and the platforms that take it as it is: mostly all of them, and it is shown once."""

    text: str
    platforms: tuple[SheetPlatform, ...]

    @property
    def names(self) -> str:
        """What tells it from a post's other texts."""
        return " · ".join(each.name for each in self.platforms if each.name)


@frozen(kw_only=True)
class SheetPicture:
    """A picture that goes with a post, in the page itself."""

    address: str  # data:
    file: str  # the name under which it is saved
    alt: str


@frozen(kw_only=True)
class SheetRow:
    """One post of the hour."""

    id: str  # "question-2"; the marks of the host are kept by it
    at: str  # RFC 3339
    time: str  # in the chat's zone
    label: str  # "Question 2"
    short: str  # "Q2", where there is little room
    gist: str  # what it is about, on one line
    texts: tuple[SheetText, ...]
    picture: SheetPicture | None


def make_sheet(kit: Kit, speech: Speech) -> tuple[SheetRow, ...]:
    """The posts of the hour, in the order in which they are due."""
    rows: list[SheetRow] = []
    seen: Counter[str] = Counter()
    for post in sorted((post for post in kit.posts if post.is_live), key=lambda post: post.at.timestamp()):
        name = f"{post.kind}-{post.question}" if post.question else post.kind
        seen[name] += 1
        rows.append(_row(post, f"{name}-{seen[name]}" if seen[name] > 1 else name, kit, speech))
    return tuple(rows)


def _row(post: KitPost, name: str, kit: Kit, speech: Speech) -> SheetRow:
    label = label_post(post, speech)
    return SheetRow(
        id=name,
        at=post.at.isoformat(),
        time=speech.time(post.at.astimezone(kit.chat.zone)),
        label=label,
        short=question_label(kit.session, post.question) if post.question else label,
        gist=_gist(post, kit),
        texts=tuple(_texts(post.wordings)),
        picture=_picture(post, kit),
    )


def _texts(wordings: tuple[Wording, ...]) -> Iterator[SheetText]:
    for text in dict.fromkeys(each.text for each in wordings):
        platforms = (
            SheetPlatform(
                platform=each.platform,
                name=platform_name(each.platform) if each.platform != "other" else "",
                count=f"{each.length} / {each.limit}" if each.limit else str(each.length),
                is_too_long=each.is_too_long,
                compose=each.compose,
            )
            for each in wordings
            if each.text == text
        )
        yield SheetText(text=text, platforms=tuple(platforms))


def _gist(post: KitPost, kit: Kit) -> str:
    """What a post says on one line: of a question, the question alone."""
    asked = next((each.text for each in kit.session.questions if each.number == post.question), "")
    return " ".join((asked or next((each.text for each in post.wordings), "")).split())


def _picture(post: KitPost, kit: Kit) -> SheetPicture | None:
    picture = next((each for each in kit.pictures if each.file == post.image), None) if post.image else None
    if picture is None:
        return None
    content = _content(picture)
    kind = guess_type(picture.file)[0] or "image/png"
    address = f"data:{kind};base64,{b64encode(content).decode()}"
    return SheetPicture(address=address, file=picture.file, alt=post.alt or picture.alt) if content else None


def _content(picture: Picture) -> bytes:
    """A picture's bytes; none where its file has gone."""
    is_there = picture.card is not None or (picture.source and Path(picture.source).is_file())
    return read_picture(picture) if is_there else b""
