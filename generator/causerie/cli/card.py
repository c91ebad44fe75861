"""`causerie card`: the image of a session, a recap or a quoted post, with its alt text, for a host to post."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from causerie.model.post import Post
    from causerie.model.session import Session


@click.command("card", short_help="An image of a session, a recap or a quote, with its alt text.")
@click.argument("name", metavar="CHAT/ID")
@click.option(
    "--highlight",
    metavar="N|POST-ID",
    help="A quoted post of the recap: 1 is the first one, or its id or address.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder to write to; this one when left out.",
)
@shared_options
def command(shared: Shared, name: str, highlight: str | None, out: Path) -> None:
    """Write a card as a PNG of 1200 x 630, and its alt text beside it.

    The card of a session is the one that its page has; once the recap is published, it is the recap's. With
    --highlight it is a quote. Nothing is posted anywhere: the two files are for you.
    """
    from causerie.cli.config import read_settings
    from causerie.cli.named import refuse_unknown_people, require_session
    from causerie.cli.output import write_output
    from causerie.model.anonymous import anonymise_session
    from causerie.records import read_library
    from causerie.views.card_images.drawing import draw_card
    from causerie.views.card_images.words import describe_card, quote_card_words, session_card_words

    settings = read_settings(shared.config)
    reading = read_library(settings)
    refuse_unknown_people(reading)
    session = anonymise_session(require_session(settings, reading.library, reading.problems, name))
    file = session.id
    if highlight is None:
        words = session_card_words(session, settings, shared.now)
    else:
        number, post = _find_quoted(session, highlight.strip())
        words = quote_card_words(post, session, settings)
        file += f"-{number}"
    image, alt = out / f"{file}.png", out / f"{file}.txt"
    write_output(image, draw_card(words))
    write_output(alt, describe_card(words) + "\n")
    shared.say(f"Wrote {image}, and its alt text in {alt.name}.")


def _find_quoted(session: Session, wanted: str) -> tuple[int, Post]:
    """A post that the recap quotes, and which one it is. Raises CauserieError with what there is."""
    posts = [each.post for each in session.recap.highlights if each.post] if session.recap else []
    if not posts:
        raise CauserieError(f"The recap of '{session.title or session.id}' quotes no post yet.")
    for number, post in enumerate(posts, 1):
        if wanted in (str(number), post.id, post.url) and wanted:
            return number, post
    told = f"It quotes {len(posts)}" if len(posts) > 1 else "It quotes one"
    raise CauserieError(
        f"'{wanted}' is no post that the recap of '{session.title or session.id}' quotes. {told}: write a number from 1"
        f" to {len(posts)}, or a post's id or address as recap.yml has it."
    )
