"""A recap as Markdown, for a blog or a newsletter: plain CommonMark, in which what people wrote can do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from urllib.parse import quote, urljoin

from causerie.i18n import Speech, speak
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.pages.cards import session_card
from causerie.views.pages.prose import on_one_line
from causerie.views.pages.quotes import Picture, Quote
from causerie.views.pages.recap_groups import QuestionGroup, recap_groups
from causerie.views.pages.recap_lines import resource_lines, unanswered_lines

_TARGET = re.compile(r"(\]\(\s*|\]:\s*)(?:<([^<>\n]+)>|([^)\s<>]+))")
_MARKUP = re.compile(r"<(?=[a-z/!?])(?!https?://[^\s<>]*>|(?:mailto:)?[\w.+-]+@[\w.-]+>)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_UNREAD = re.compile(r"[\x00-\x20\\]+")  # what readers drop from an address
_SCHEMES = ("http", "https", "mailto")
_SAFE = "/:?#@!$&'+,;=%~.-"  # what an address between round brackets may hold as it is
_PIECE = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>|<br>')
_INLINE = re.compile(r"[\\`*_\[\]]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", "~": "&#126;", "|": "&#124;"})  # where '\' is not understood
_BEGINNING = re.compile(r"^(?:([#+>-])|(\d+)([.)])(?=\s|$)|(=))")


def recap_markdown(session: Session, settings: Settings, now: datetime) -> str:
    """A whole recap, every address in it absolute."""
    recap, speech = session.recap, speak(session.language)
    if recap is None or not session.has_recap(now):
        return ""
    card, page = session_card(session, speech, now), settings.absolute(paths.session_address(session))
    blocks = [f"# {plain_text(card.title)}"]
    chat = _link(f"{card.chat_title} #{card.hashtag}", settings.absolute(card.chat_address))
    blocks.append(f"{chat} · {plain_text(f'{card.when.line} · {card.when.zone}')}")
    for erratum in recap.shown_errata(now):
        words = speech.text("Correction, %(day)s:", day=speech.short_day(erratum.date.date()))
        blocks.append(f"**{plain_text(words)}** {plain_text(erratum.text)}")
    blocks.append(_host_markdown(recap.summary.strip(), page))
    if takeaways := recap.accepted_takeaways:
        blocks.append(f"## {speech.text('Key takeaways')}")
        blocks.append(_list(plain_text(takeaway.text) for takeaway in takeaways))
    for group in recap_groups(session, recap, speech):
        blocks += _group_blocks(group, settings, speech)
    if recap.resources:
        blocks.append(f"## {speech.text('Shared in the session')}")
        resources = ((_link(line.title, line.url), line.shared_by) for line in resource_lines(recap))
        blocks.append(
            _list(
                f"{link} · {plain_text(speech.text('shared by %(handle)s', handle=by))}" if by else link
                for link, by in resources
            )
        )
    if recap.unanswered:
        blocks.append(f"## {speech.text('Still unanswered')}")
        lines = unanswered_lines(recap, speech, {})
        blocks.append(_list(plain_text(" · ".join(filter(None, (each.text, each.by, each.words)))) for each in lines))
    blocks.append(_link(speech.text("The page of this session"), page))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _group_blocks(group: QuestionGroup, settings: Settings, speech: Speech) -> Iterator[str]:
    yield f"## {plain_text(f'{group.label} {group.title}'.strip())}"
    if group.picture:
        yield _picture(group.picture, settings)
    for item in group.items:
        if item.heading:
            yield f"### {plain_text(item.heading)}"
        elif item.text:
            yield plain_text(item.text)
        elif item.quote is not None:
            yield _quote_block(item.quote, settings, speech)
            yield plain_text(item.quote.note)


def _quote_block(quote: Quote, settings: Settings, speech: Speech) -> str:
    """A post behind `>`, and whose it is."""
    parts = [f"**{plain_text(speech.text('Sensitive post'))}**"] if quote.is_sensitive else []
    parts += [_written(part) for part in re.findall(r"<p>(.*?)</p>", str(quote.text), re.DOTALL)]
    parts += [_picture(picture, settings) for picture in quote.pictures]
    missing = (speech.text("Picture in the original: %(alt)s", alt=alt) for alt in quote.missing_alts)
    parts += [f"*{plain_text(words)}*" for words in missing]
    who = _link(quote.author, quote.profile)
    where = _link(quote.platform_name, quote.url)
    facts = filter(None, (who, plain_text(quote.handle), where, plain_text(quote.posted_words)))
    parts.append(f"— {' · '.join(facts)}")
    return "\n".join(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in "\n\n".join(parts).split("\n"))


def _host_markdown(markdown: str, page: str) -> str:
    """A host's own Markdown: with absolute addresses, those that the site would not have made harmless, and no HTML."""

    def resolve(found: re.Match[str]) -> str:
        address = quote(found[2], safe=_SAFE) if found[2] else found[3]  # between '<' and '>' it may have spaces
        if scheme := _SCHEME.match(_UNREAD.sub("", unescape(address))):
            return found[1] + (address if scheme[0].lower() in _SCHEMES else "#")
        is_whole = address.startswith("#") or found[1].startswith("]:")
        return found[1] + (address if is_whole else urljoin(page, address))

    return _MARKUP.sub("&lt;", _TARGET.sub(resolve, markdown))


def _written(paragraph: str) -> str:
    """A paragraph of a post, made by `post_text`: its links in full, hashtags and mentions as they were typed."""
    lines, end = [""], 0
    for found in _PIECE.finditer(paragraph):
        lines[-1] += _inline(unescape(paragraph[end : found.start()]))
        end = found.end()
        shown = unescape(found[2] or "")
        if found[1] is None:
            lines.append("")
        elif shown.startswith(("#", "@")):
            lines[-1] += _inline(shown)
        else:
            lines[-1] += _link(shown, unescape(found[1]))
    lines[-1] += _inline(unescape(paragraph[end:]))
    return "  \n".join(_begin(line.strip()) for line in lines if line.strip())


def plain_text(text: str) -> str:
    """Text on one line that means nothing but itself to Markdown."""
    return _begin(_inline(on_one_line(text)))


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text.translate(_ENTITIES))


def _begin(line: str) -> str:
    """A line that begins no heading, list or quote."""
    return _BEGINNING.sub(lambda f: f"\\{f[1]}" if f[1] else f"{f[2]}\\{f[3]}" if f[2] else "&#61;", line)


def _link(text: str, url: str) -> str:
    words = _inline(on_one_line(text))
    return f"[{words}]({_address(url)})" if url else words


def _picture(picture: Picture, settings: Settings) -> str:
    return f"!{_link(picture.alt, settings.absolute(picture.address))}"


def _address(url: str) -> str:
    """An address between round brackets, in which none of its own may stand, nor anything that Markdown reads."""
    return quote(url, safe=_SAFE).replace("&", "&amp;")


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
