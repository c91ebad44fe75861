"""Pages for frames: a session or its recap, and what comes next. No theme, no script; joined, as each session has one.

Links leave the frame. Where the frame's address names a post, `embed.css` shows that post alone; where it ends with
`#code`, what to paste: pages link to that, so that none of them has to carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from causerie.i18n import Speech, direction
from causerie.model.chat import Chat
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.embeds.codes import EmbedCode, next_codes, session_codes
from causerie.views.joining import JoinLink
from causerie.views.pages.cards import SessionCard, chat_class
from causerie.views.pages.environment import escape_text as escape
from causerie.views.pages.links import contact_link
from causerie.views.pages.quotes import Quote

STYLESHEET = paths.ASSETS + "embed.css"
ICON = paths.ASSETS + "embed.svg"
_SHOWN = 3  # posts of a recap that a frame shows; the others only where its address names one


def session_frame(
    card: SessionCard,
    settings: Settings,
    speech: Speech,
    joins: Sequence[JoinLink],
    errata: Iterable[tuple[str, str]] = (),
    summary: str = "",
    takeaways: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
) -> str:
    """A session's frame: before, when it is and how to take part; after, its recap in short."""
    page = settings.absolute(card.address)
    if not card.has_recap:
        body = _coming(card, settings, speech, joins)
        more = speech.text("More about this session")
    else:
        day = f' <time datetime="{card.when.start}">{escape(card.when.short_day)}</time>'
        body = _kicker(card, settings, day) + _title(card, settings)
        body += "".join(f'<p class="note"><strong>{escape(day)}</strong> {escape(text)}</p>\n' for day, text in errata)
        body += _about(summary, takeaways, speech) + _quotes(quotes, card.address, speech)
        posts = speech.plural("%(number)s post", "%(number)s posts", card.highlights)
        more = speech.with_note(speech.text("Read the whole recap"), posts if card.highlights else "")
    body += f'<p class="on"><a href="{escape(page)}">{escape(more)}</a>{_contact(settings, speech)}</p>\n'
    body += _codes(session_codes(card, settings, speech), speech)
    address = paths.embed_address(card.address)
    return _document(body, card.title, address, page, speech, card.chat_class)


def next_frame(
    cards: Sequence[SessionCard],
    settings: Settings,
    speech: Speech,
    joins: Sequence[JoinLink],
    chat: Chat | None = None,
) -> str:
    """The frame of what comes next, in a chat or on the whole site; the sessions after it are named below."""
    page = settings.absolute(paths.chat_address(chat) if chat else paths.LANDING)
    name = f"{chat.title} #{chat.hashtag}" if chat else settings.site_name
    if cards:
        body = _coming(cards[0], settings, speech, joins)
        body += _following(cards[1:], settings, speech, show_chat=chat is None)
    else:
        words = escape(speech.text("No session is planned at the moment"))
        body = f'<p class="by"><a href="{escape(page)}">{escape(name)}</a></p>\n<h1>{words}</h1>\n'
    more = speech.text("More about this chat") if chat else name
    body += f'<p class="on"><a href="{escape(page)}">{escape(more)}</a>{_contact(settings, speech)}</p>\n'
    body += _codes(next_codes(settings, speech, chat), speech)
    address = paths.chat_embed(chat) if chat else paths.EMBED
    color = cards[0].chat_class if cards else chat_class(chat) if chat else ""
    return _document(body, speech.text("Next chat"), address, page, speech, color)


def _document(body: str, title: str, address: str, canonical: str, speech: Speech, css: str) -> str:
    way = direction(speech.language)
    parts = urlsplit(canonical)
    pictures = f"'self' {parts.scheme}://{parts.netloc}"  # prose names them in whole addresses
    return (
        f'<!doctype html>\n<html lang="{escape(speech.language)}" dir="{way}" class="{css}">\n<head>\n'
        '<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        f" style-src 'self'; img-src {escape(pictures)}; base-uri 'none'; form-action 'none'\">\n"
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n'
        f'<link rel="canonical" href="{escape(canonical)}">\n'
        f'<link rel="stylesheet" href="{paths.relative(STYLESHEET, address)}">\n'
        f'<link rel="icon" href="{paths.relative(ICON, address)}">\n'  # else a browser looks for one at the root
        f'<base target="_top">\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


def _contact(settings: Settings, speech: Speech) -> str:
    """How to be taken out, as on every page."""
    contact = contact_link(settings)
    if contact is None:
        return ""
    words = escape(speech.text("Ask to be taken out"))
    return f' <small><a href="{escape(contact.href)}">{words}</a></small>'


def _codes(codes: Sequence[EmbedCode], speech: Speech) -> str:
    """What to paste, on sight only where the frame's address asks for it."""
    lines = "".join(f"<p>{escape(each.label)}</p>\n<pre><code>{escape(each.code)}</code></pre>\n" for each in codes)
    heading = escape(speech.text("Show it on your own site"))
    return f'<section class="code" id="code">\n<h2>{heading}</h2>\n{lines}</section>\n'


def _kicker(card: SessionCard, settings: Settings, day: str = "") -> str:
    chat = escape(settings.absolute(card.chat_address))
    hashtag = f"<span><bdi>#{escape(card.hashtag)}</bdi></span>"  # the dot before it belongs to the line
    return f'<p class="by"><a href="{chat}">{escape(card.chat_title)}</a> {hashtag}{day}</p>\n'


def _title(card: SessionCard, settings: Settings) -> str:
    title = escape(card.title)
    if card.is_written:
        title = f'<a href="{escape(settings.absolute(card.address))}">{title}</a>'
    return f'<h1 lang="{escape(card.lang)}" dir="{card.dir}">{title}</h1>\n'


def _coming(card: SessionCard, settings: Settings, speech: Speech, joins: Sequence[JoinLink]) -> str:
    """When a session is, or that it is not, and how to take part."""
    when, is_off = card.when, card.state in ("cancelled", "postponed")
    lines = [_kicker(card, settings), _title(card, settings)]
    if card.state_words:
        words = " · ".join(escape(each) for each in (card.state_words, card.reason) if each)
        lines.append(f'<p class="{"note" if card.state != "planned" else "state"}">{words}</p>\n')
    if card.state == "moved":
        former = " · ".join(f"<s>{escape(start)}</s>" for start in card.was)
        lines.append(f"<p><small>{escape(speech.text('Formerly:'))} {former}</small></p>\n")
    hours = f'<time datetime="{when.start}">{escape(when.line)}</time>'
    zone = " · ".join(filter(None, (when.zone, when.utc)))
    lines.append(f'<p class="when">{f"<s>{hours}</s>" if is_off else hours} <small>{escape(zone)}</small></p>\n')
    if card.guests:
        lines.append(f"<p>{escape(speech.text('With %(guests)s', guests=card.guests))}</p>\n")
    if card.teaser and not card.has_recap:
        lines.append(f'<p lang="{escape(card.lang)}" dir="{card.dir}">{escape(card.teaser)}</p>\n')
    ways = "".join(
        f'<li><a href="{escape(join.open)}" rel="noopener">{escape(join.name)}</a></li>' for join in joins if join.open
    )
    if ways and not is_off:
        lines.append(f'<ul class="ways" aria-label="{escape(speech.text("Where to take part"))}">{ways}</ul>\n')
    return "".join(lines)


def _following(cards: Sequence[SessionCard], settings: Settings, speech: Speech, *, show_chat: bool) -> str:
    items = []
    for card in cards:
        title = f'<span lang="{escape(card.lang)}" dir="{card.dir}">{escape(card.title)}</span>'
        if card.is_written:
            title = f'<a href="{escape(settings.absolute(card.address))}">{title}</a>'
        tag = f" <bdi>#{escape(card.hashtag)}</bdi>" if show_chat else ""
        time = f'<time datetime="{card.when.start}">{escape(card.when.short_line)}</time>'
        items.append(f"<li><small>{time}{tag}</small> {title}</li>\n")
    return f"<h2>{escape(speech.text('Coming up'))}</h2>\n<ol>\n{''.join(items)}</ol>\n" if items else ""


def _about(summary: str, takeaways: Sequence[str], speech: Speech) -> str:
    points = "".join(f"<li>{escape(each)}</li>" for each in takeaways)
    text = f'<div class="whole">{summary}</div>\n' if summary else ""
    heading = escape(speech.text("Key takeaways"))
    return text + (f'<div class="whole">\n<h2>{heading}</h2>\n<ul>{points}</ul>\n</div>\n' if points else "")


def _quotes(quotes: Sequence[Quote], page: str, speech: Speech) -> str:
    """The posts, the first of them on sight; a sensitive one only where the frame's address names it."""
    shown, lines = 0, []
    for quote in quotes:
        is_shown = shown < _SHOWN and not quote.is_sensitive
        shown += is_shown
        if is_shown or quote.anchor:
            lines.append(_quote(quote, page, speech, is_shown=is_shown))
    return "".join(lines)


def _quote(quote: Quote, page: str, speech: Speech, *, is_shown: bool) -> str:
    name = f"<bdi>{escape(quote.author)}</bdi>"
    if quote.profile:
        name = f'<a href="{escape(quote.profile)}" rel="nofollow ugc noopener">{name}</a>'
    lang = f' lang="{escape(quote.lang)}"' if quote.lang else ""
    lang += f' dir="{quote.dir}"' if quote.dir else ""
    cite = f' cite="{escape(quote.url)}"' if quote.url else ""
    text = f"<blockquote{cite}{lang}>{quote.text}</blockquote>\n" + "".join(
        f'<p><img src="{escape(paths.relative(picture.address, paths.embed_address(page)))}"'
        f' alt="{escape(picture.alt)}" loading="lazy"></p>\n'
        for picture in quote.pictures
    )
    text += "".join(
        f"<p><small>{escape(speech.text('Picture in the original: %(alt)s', alt=alt))}</small></p>\n"
        for alt in quote.missing_alts
    )
    if quote.is_sensitive:
        words = escape(speech.text("Sensitive post: show it"))
        text = f"<details><summary>{words}</summary>\n{text}</details>\n"
    facts = quote.posted_words or quote.original
    if quote.url:
        facts = f'<a href="{escape(quote.url)}" rel="nofollow ugc noopener">{escape(facts)}</a>'
    anchor = f' id="{quote.anchor}"' if quote.anchor else ""
    handle = f" <bdi>{escape(quote.handle)}</bdi>" if quote.handle else ""
    return (
        f'<figure class="post{"" if is_shown else " rest"}"{anchor}>\n'
        f"<figcaption><cite>{name}</cite><small>{handle} · {escape(quote.platform_name)}</small></figcaption>\n"
        f"{text}<p><small>{facts}</small></p>\n</figure>\n"
    )
