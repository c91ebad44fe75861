"""Labels in a post's text: "Q1:", "A4/5", "#q2 cont.", "Réponse 3". What `questions` and `answers` go by.

The letters are the chat's own; the words are those of a few languages.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.text import cut_ends

_LONGEST, _MOST = 2000, 20  # characters in which labels are looked for, and labels that anybody means
_HIGHEST = 40  # nobody asks more in a session; a higher number is a road or a room
_QUESTION_WORDS = ("question", "frage", "pregunta", "pergunta", "domanda", "vraag")
_ANSWER_WORDS = ("answer", "ans", "réponse", "reponse", "rép", "antwort", "respuesta", "resposta", "risposta")
_NUMBER_WORDS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "un deux trois quatre cinq six sept huit neuf dix",
        "eins zwei drei vier fünf sechs sieben acht neun zehn",
    )
    for number, word in enumerate(words.split(), 1)
}
# Letters and digits of other alphabets that look like ours: full width, mathematical bold and the like. One for one, so
# that a place in the plain text is the same place in the written one.
_PLAIN = {
    code: plain
    for block in (range(0xFF01, 0xFF5F), range(0x1D400, 0x1D800), (0x1F170,))
    for code in block
    if len(plain := "A" if code == 0x1F170 else unicodedata.normalize("NFKC", chr(code))) == 1
}
_OPENING = re.compile(r"(?:[^\w@#]|[@#][\w.@-]+)*")  # mentions, hashtags and signs: what may stand before a first label
_PART = re.compile(r"(?<![\w/.])(\d)\s?(?:/|of)\s?(\d)(?![\w/])")
_CONTINUES = re.compile(
    r"[\s:.,)(\-–—]*(?:cont(?:inued|['’]?d)?|suite|fortsetzung|ctd|part (?:2|two))\b", re.IGNORECASE
)
_NO_LABEL = re.compile(
    r"\s+(?:(?:of\s+)?(?:19|20)\d\d\b|(?:paper|size|sheet|page|poster|print|format|results|earnings|feuille)s?\b)",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"\s?[:.)\]!/|>=–—-]|\s*$")


class Kind(StrEnum):
    """What a label says that the post is; people mix the two up."""

    QUESTION = "question"
    ANSWER = "answer"


@frozen
class Label:
    """A label in a text, with the numbers that it names."""

    kind: Kind
    numbers: tuple[int, ...]
    is_leading: bool  # it opens the text, but for mentions and hashtags; one in the middle is less sure
    continues: bool  # "Q1 cont."
    begin: int
    end: int  # where it and its punctuation end


def find_labels(text: str, chat: Chat) -> tuple[Label, ...]:
    """The labels of a text in their order; of a very long one those near its begin, the first few."""
    text = text[:_LONGEST]
    plain = text if text.isascii() else text.translate(_PLAIN)
    one, more = _patterns(chat.question_labels, chat.answer_labels)
    opening = -1
    labels: list[Label] = []
    place = 0
    while len(labels) < _MOST and (match := one.search(plain, place)) is not None:
        place = match.end()
        number = _number(match["digits"] or match["word_digits"] or match["word"])
        if number is None:
            continue
        if opening < 0:
            opened = _OPENING.match(plain)
            opening = opened.end() if opened else 0
        is_leading = match.start() <= opening
        numbers = [number]
        while (further := more.match(plain, place)) is not None:
            second = int(further["digits"])
            if not further["letter"] and second != numbers[-1] + 1:
                break  # "A3/5" is the third part of five
            if 1 <= second <= _HIGHEST:
                numbers.append(second)
            place = further.end()
        marked = _PUNCTUATION.match(plain, place)
        if not _is_label(match, plain, place, is_leading, bool(marked)):
            continue
        continued = _CONTINUES.match(plain, place)
        end = (continued or marked or match).end()
        kind = Kind.QUESTION if _asks(match) else Kind.ANSWER
        label = Label(kind, tuple(dict.fromkeys(numbers)), is_leading, bool(continued), match.start(), max(end, place))
        labels.append(label)
    return tuple(labels)


def find_part(text: str) -> tuple[int, int] | None:
    """Which part of how many a post says that it is: "(1/2)"."""
    for match in _PART.finditer(text):
        part, whole = int(match[1]), int(match[2])
        if 1 <= part <= whole and whole > 1:
            return part, whole
    return None


def without_labels(text: str, labels: tuple[Label, ...], chat: Chat) -> str:
    """What a question says: without its label, the mark of its part, and the hashtags and mentions around it."""
    if asking := next((each for each in labels if each.kind is Kind.QUESTION), None):
        before, after = text[: asking.begin], text[asking.end :]
        if asking.is_leading or _has_words(after):
            # "Two more! Q5. What …" begins at its label
            text = after
        else:  # "What … ? Tonight's #MuseumHour Q3!": what stands before, up to the sentence that names the label
            head, mark, _ = before.rpartition("?")
            text = head + mark if mark else before
    text = _PART.sub("", text)
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    tags = "|".join(re.escape(tag) for tag in (chat.hashtag, *chat.also))
    text = cut_ends(text, re.compile(rf"#(?:{tags})\Z", re.IGNORECASE), max(map(len, (chat.hashtag, *chat.also))) + 1)
    while (
        opened := re.match(rf"\s*(?:#(?:{tags})\b|@[\w.@-]+)\s*(?=[^\w\s]|[A-ZÀ-Þ@#]|$)", text, re.IGNORECASE)
    ) and opened.end():
        text = text[opened.end() :]
    return " ".join(text.split()).lstrip(":.)-–—|/>* ").strip()


def _has_words(text: str) -> bool:
    return len(re.findall(r"(?<![#@\w])\w+", text)) >= 3


def _is_label(match: re.Match[str], plain: str, place: int, is_leading: bool, is_marked: bool) -> bool:
    """Whether it is none of the things that look like one: "A 3 day course", "on A4 paper", "in Q3 2026"."""
    if (match["gap"] or "").isspace() and not is_marked:
        return False
    if match["word"] and not is_leading and not is_marked:
        return False
    if _NO_LABEL.match(plain, place):
        return False
    if is_leading or is_marked or match["hash"]:
        return True
    return _asks(match) or match[0][0].isupper()


def _asks(match: re.Match[str]) -> bool:
    return bool(match["question_letter"] or match["question_word"])


def _number(written: str) -> int | None:
    number = _NUMBER_WORDS.get(written.lower()) or (int(written) if written.isdecimal() else 0)
    return number if 1 <= number <= _HIGHEST else None


@lru_cache(maxsize=64)
def _patterns(questions: tuple[str, ...], answers: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A first label, and what may follow it: "/A5", "/5", " & A5"."""
    asks, replies = _alternatives(questions), _alternatives(answers)
    words = "|".join(_NUMBER_WORDS)
    one = rf"""
        (?<![\w@/.$€£=?&'’-]) (?P<hash>\#?)
        (?: (?: (?P<question_letter>{asks}) | (?:{replies}) )
            (?P<gap> \ufe0f? [.\#°_-]? | \s )
            (?P<digits> \d{{1,2}})
          | (?: (?P<question_word>{"|".join(_QUESTION_WORDS)}) | (?:{"|".join(_ANSWER_WORDS)}) )
            \s* (?: \# | n[°o]\.?\s? | no\.\s? | nr\.?\s? | number\s )? \s*
            (?: (?P<word_digits> \d{{1,2}}) | (?P<word>{words}) )
        )
        (?: \ufe0f?\u20e3 )? (?: \.\d(?!\d) | [a-d](?!\w) )? (?![\w%€$°]|[.,]\d)
    """
    more = rf"""
        (?: \s?(?:[/&+,]|and|et|und|y|\u2013|-)\s?\#?(?P<letter>{asks}|{replies})[.\#]?
          | [/&+](?=\d) | \s[&+]\s(?=\d{{1,2}}[:.)]) )
        (?P<digits> \d{{1,2}}) (?! \w | /\d )
    """
    flags = re.IGNORECASE | re.VERBOSE
    return re.compile(one, flags), re.compile(more, flags)


def _alternatives(letters: tuple[str, ...]) -> str:
    kept = sorted((re.escape(each.strip().rstrip(".#")) for each in letters if each.strip()), key=len, reverse=True)
    return "|".join(kept) or r"(?!)"
