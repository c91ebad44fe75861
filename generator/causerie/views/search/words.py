"""How a text becomes words that can be found; static/causerie-search-index.js says the same in its language."""

from __future__ import annotations

import re
import unicodedata

# Scripts that write no spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han. Each two neighbours make a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_INDIC = "\u0900-\u0963\u0966-\u0dff"  # their vowel signs are no letters to a regular expression, but part of a word
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")  # accents, points, tatweel
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ς": "σ"}
)
_ASCII_WORD = re.compile("[a-z0-9]+")
_RUN = re.compile(f"([{_UNSPACED}]+)|(?:(?![{_UNSPACED}_])[\\w{_INDIC}])+")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(f"(?:(?!_)[\\w{_INDIC}])+")
LONGEST = 40  # characters of a word that count


def fold_text(text: str) -> str:
    """A text as it is compared: without case, accents and points, in NFC; `Café` and `CAFE` are one."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return unicodedata.normalize("NFC", plain.translate(_LETTERS))


def split_words(text: str) -> list[str]:
    """The words of a text in order, folded; runs of a script without spaces as overlapping pairs of characters."""
    folded = fold_text(text)
    if folded.isascii():
        words = _ASCII_WORD.findall(folded)
    elif not _HAS_UNSPACED.search(folded):
        words = _WORD.findall(folded)
    else:
        words = []
        for match in _RUN.finditer(folded):
            words += _pairs(match[1]) if match[1] else [match[0]]
    return [word[:LONGEST] for word in words] if any(len(word) > LONGEST for word in words) else words


def _pairs(run: str) -> list[str]:
    """Each character begins a word: the last one, alone, too."""
    return [run[i : i + 2] for i in range(len(run))]
