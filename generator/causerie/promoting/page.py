"""The page of a kit: every text with its length, a button that copies it and a link that opens the platform with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech, speak
from causerie.model.platform import platform_name
from causerie.promoting.kit import (
    CARRIED,
    DAY,
    HOUR,
    ICEBREAKER,
    MENTIONS,
    NEXT,
    QUOTED,
    REMINDER,
    REPLY,
    THANKS,
    WEEK,
    WELCOME,
    Kit,
    KitPost,
    Letter,
    Picture,
    Wording,
)
from causerie.views.joining import event_title
from causerie.views.pages.environment import render_template
from causerie.views.pages.when import describe_when
from causerie.views.single_file import single_file_policy, single_file_style
from causerie.views.stylesheet import read_code


@frozen(kw_only=True)
class Place:
    """Where a text can go."""

    name: str  # "Bluesky"
    length: str  # "212 / 300"
    compose: str
    is_too_long: bool
    is_shortened: bool


@frozen
class ShownText:
    """A text, and the platforms that get exactly this one."""

    text: str
    places: tuple[Place, ...]


@frozen(kw_only=True)
class ShownPost:
    """Something to post, with when and what with."""

    label: str
    at: str  # RFC 3339
    when: str
    texts: tuple[ShownText, ...]
    image: str
    alt: str
    to: str  # the post that it answers


@frozen
class Stage:
    """A part of the host's week."""

    id: str
    title: str
    posts: tuple[ShownPost, ...]


@frozen
class ShownLetter:
    """A longer text."""

    title: str
    file: str
    text: str


def render_kit_page(kit: Kit, others: Iterable[str] = ()) -> str:
    """A kit as one whole HTML page without a request; `others` are pages and tables that lie beside it."""
    speech = speak(kit.session.language)
    style = single_file_style(kit.chat, "kit/kit.css")
    script = read_code("kit/kit.js").decode()
    files = list(others)
    return render_template(
        "kit/index.html",
        speech,
        "",
        policy=single_file_policy(style, script, images="'self' file:"),
        style=Markup(style),  # noqa: S704 - the package's own, and colours that were computed
        script=Markup(script),  # noqa: S704 - the package's own
        title=event_title(kit.session),
        heading=kit.session.title,
        hashtag=kit.chat.hashtag,
        when=describe_when(kit.session, speech),
        page=kit.page,
        stages=tuple(_stages(kit, speech)),
        letters=tuple(ShownLetter(_letter_title(each, speech), each.file, each.text.strip()) for each in kit.letters),
        pictures=tuple(_pictures(kit)),
        tables=[file for file in files if file.endswith(".csv")],
        console="console.html" if "console.html" in files else "",
        projector="projector.html" if "projector.html" in files else "",
    )


def _stages(kit: Kit, speech: Speech) -> Iterator[Stage]:
    before = [post for post in kit.posts if post.kind in (WEEK, DAY, HOUR)]
    live = [post for post in kit.posts if post.is_live]
    after = [post for post in kit.posts if post not in before and post not in live]
    stages = (
        ("before", speech.text("Before"), before),
        ("hour", speech.text("The hour"), live),
        ("after", speech.text("Afterwards"), after),
    )
    for name, title, posts in stages:
        if posts:
            yield Stage(name, title, tuple(_post(each, speech) for each in posts))


def _post(post: KitPost, speech: Speech) -> ShownPost:
    time = speech.time(post.at)
    return ShownPost(
        label=label_post(post, speech),
        at=post.at.isoformat(),
        when=time if post.is_live else f"{speech.short_day(post.at.date())}, {time}",
        texts=tuple(_texts(post.wordings)),
        image=post.image,
        alt=post.alt,
        to=post.to,
    )


def _texts(wordings: Iterable[Wording]) -> Iterator[ShownText]:
    """Each text once, with where it goes."""
    places: dict[str, list[Place]] = {}
    for each in wordings:
        place = Place(
            name=platform_name(each.platform),
            length=f"{each.length} / {each.limit}" if each.limit else str(each.length),
            compose=each.compose,
            is_too_long=each.is_too_long,
            is_shortened=each.is_shortened,
        )
        places.setdefault(each.text, []).append(place)
    return (ShownText(text, tuple(each)) for text, each in places.items())


def label_post(post: KitPost, speech: Speech) -> str:
    """What a post is for, on the kit's page and in the console."""
    if post.question:
        return speech.text("Question {n}").replace("{n}", str(post.question))
    labels = {
        WEEK: speech.text("A week before"),
        DAY: speech.text("A day before"),
        HOUR: speech.text("An hour before"),
        WELCOME: speech.text("Welcome"),
        ICEBREAKER: speech.text("Icebreaker"),
        REMINDER: speech.text("Reminder of the rules"),
        NEXT: speech.text("Next date"),
        THANKS: speech.text("Thanks"),
        MENTIONS: speech.text("Thanks by name"),
        QUOTED: speech.text("You are quoted"),
        REPLY: speech.text("An open question"),
        CARRIED: speech.text("A question that is carried on"),
    }
    return labels.get(post.kind) or speech.text("Recap")


def _letter_title(letter: Letter, speech: Speech) -> str:
    match letter.kind:
        case "invitation":
            return speech.text("Invitation for %(name)s", name=letter.person)
        case "brief":
            return speech.text("What %(name)s should know", name=letter.person)
        case "linkedin-event":
            return speech.text("Event on %(platform)s", platform="LinkedIn")
        case "facebook-event":
            return speech.text("Event on %(platform)s", platform="Facebook")
        case _:
            return speech.text("Newsletter")


def _pictures(kit: Kit) -> Iterator[Picture]:
    """The pictures that stand beside no post: none is shown twice."""
    shown = {post.image for post in kit.posts}
    yield from (picture for picture in kit.pictures if picture.file not in shown)
