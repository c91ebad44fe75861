"""The recap as its visitors will see it: the site's own template and style, as if it were published now."""

from __future__ import annotations

import re
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup, escape

from causerie.curate.reading import Seen
from causerie.i18n import direction
from causerie.model.anonymous import anonymise_session
from causerie.model.library import Library
from causerie.model.session import Session, as_if_published
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.pages.session_page import EARLIER, TURN, session_page
from causerie.views.stylesheet import SHEETS, read_code, render_assets

_STYLES = ("main", "palette", "causerie", "chats")
_OUTSIDE = re.compile(r'href="(?!https?://|mailto:|#)[^"]*"')  # pages of the site, which this server does not have
_PICTURE = re.compile(r'src="(?!https?://|/|data:)([^"]*)"')
_PAGE = Markup("""\
<!doctype html>
<html lang="{language}" dir="{dir}" class="no-js">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
{styles}
</head>
<body dir="{dir}" data-md-color-scheme="default" data-md-color-primary="indigo" data-md-color-accent="indigo">
<div class="md-container">
<main class="md-main"><div class="md-main__inner md-grid"><div class="md-content">
<article class="md-content__inner md-typeset">
{body}
</article>
</div></div></main>
</div>
</body>
</html>
""")


def preview_page(seen: Seen, settings: Settings, now: datetime, base: str) -> str:
    """The whole page; `base` is the address under which the page's own files stand."""
    session = anonymise_session(as_if_published(seen.session, now))
    page = session_page(session, settings, now)
    body = _OUTSIDE.sub('href="#"', _with_pictures(page.body.replace(TURN, "").replace(EARLIER, ""), session, base))
    links = (Markup('<link rel="stylesheet" href="{}theme/{}.css">').format(base, name) for name in _STYLES)
    own = Markup('<link rel="stylesheet" href="{}static/curate/preview.css">').format(base)
    return str(
        _PAGE.format(
            language=session.language,
            dir=direction(session.language),
            title=page.title,
            styles=Markup("\n").join((*links, own)),
            body=Markup(body),  # noqa: S704 - the site's own template, which escapes
        )
    )


def _with_pictures(body: str, session: Session, base: str) -> str:
    """The body with its pictures from the session's folder, not from where the site will have them."""
    published = paths.relative(paths.session_address(session), paths.session_address(session))
    return _PICTURE.sub(lambda found: f'src="{base}media/{found[1].removeprefix(published)}"', body)


def theme_file(name: str, seen: Seen) -> bytes | None:
    """A style sheet of the preview, or None where there is none of that name."""
    match name:
        case "main.css" | "palette.css":
            file = _find_material(name.removesuffix(".css"))
            return None if file is None else file.read_bytes()
        case "causerie.css":
            return read_code(*SHEETS)
        case "chats.css":
            library = Library(chats=(seen.session.chat,))
            assets = {Path(each.path).name: each.content for each in render_assets(library)}
            return assets[name]
    return None


def _find_material(name: str) -> Path | None:
    """A style sheet of the installed theme, whose names hold a hash."""
    found = find_spec("material")
    for place in (found.submodule_search_locations or ()) if found else ():
        yields = sorted(Path(place, "templates", "assets", "stylesheets").glob(f"{name}.*.min.css"))
        if yields:
            return yields[0]
    return None


def plain_message(message: str) -> str:
    """A preview that says why there is none."""
    return f"<!doctype html><meta charset=utf-8><title>…</title><p>{escape(message)}</p>"
