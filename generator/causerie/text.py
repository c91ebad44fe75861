"""Foreign text, cleaned once at the border: what is stored is plain, printable and cannot leave its line."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # white space where a line may break
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_OPENING = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u202d": "\u202c",
    "\u202e": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}  # fmt: skip - a table
_HASHTAG = re.compile(r"#(?<![\w&/]#)(\w*[^\W\d_]\w*)")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    """Text in NFC, with `\\n` for every line end, without control characters, lone surrogates and unbalanced bidi."""
    if text.replace("\n", "").isprintable():  # as most are; much faster
        return unicodedata.normalize("NFC", text)
    text = _NEWLINES.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", _UNPRINTABLE.sub("", text))
    text = _balance_bidi(text) if _BIDI.search(text) else text
    return unicodedata.normalize("NFC", text)  # last: what was taken out may have kept an accent from its letter


def clean_line(text: str) -> str:
    """Clean text on one line, without white space around it.

    The no-break spaces stay: French sets them before `?` and inside « », and `split()` would make common ones of them.
    """
    if text.isprintable() and "  " not in text:  # as most are; much faster
        return unicodedata.normalize("NFC", text).strip()
    return _SPACES.sub(" ", clean_text(text)).strip()


def find_hashtags(text: str) -> tuple[str, ...]:
    """The hashtags of a text as they are written, without `#`, each once whatever its case."""
    found: dict[str, str] = {}
    for tag in _HASHTAG.findall(text):
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def cut_ends(text: str, end: re.Pattern[str], longest: int) -> str:
    """A text without what stands at its end, again and again; `end` fits one such thing, of at most `longest` signs."""
    text = text.rstrip()
    while found := end.search(text, max(0, len(text) - longest)):
        text = text[: found.start()].rstrip()
    return text


def _balance_bidi(text: str) -> str:
    """Close every bidi embedding and isolate in its own paragraph, and drop closings that nothing opened."""
    return "\n".join(_balance_bidi_line(line) for line in text.split("\n"))


def _balance_bidi_line(line: str) -> str:
    open_: list[str] = []
    kept = []
    for char in line:
        if char in _OPENING:
            open_.append(_OPENING[char])
        elif char in ("\u202c", "\u2069"):
            if not open_ or open_[-1] != char:
                continue
            open_.pop()
        kept.append(char)
    return "".join(kept) + "".join(reversed(open_))
