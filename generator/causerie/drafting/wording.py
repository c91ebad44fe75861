"""What a post says: its text without what only serves its platform, cut into sentences. No word is ever changed."""

from __future__ import annotations

import re

from causerie.drafting.labels import find_labels
from causerie.model.chat import Chat
from causerie.text import clean_line

_MENTION = r"[@＠]\w(?:[\w.-]*\w)?(?:@\w(?:[\w.-]*\w)?)?:?"
_HASHTAG = r"[#＃]\w+"
_URL = r"https?://\S+"
_LEADING_MENTION = re.compile(rf"[.\s]*{_MENTION}(?:\s+|\Z)")
_LEADING_HASHTAG = re.compile(rf"\s*{_HASHTAG}(?:\s+|\Z)")
_AFTER_LABEL = re.compile(r"\A[\s:.,;)\]|/>*–—-]*(?:[(\[]?\d\s?/\s?\d\d?[)\]]?\s)?\s*")  # also "(1/2)"
_LAST = re.compile(rf"(?:(?P<hashtag>{_HASHTAG})|(?P<mention>{_MENTION})|(?P<url>{_URL}))[\s.]*\Z")
_CREDIT = re.compile(r"(?:\A|[\s(])(?:cc|via|h/t|hat tip|ping)[:\s]*\Z", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？)\]\"'”’»][\s]*\Z")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’_-](?=[^\W_]))*")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # Thai, Japanese, Chinese
_BREAK = re.compile(
    r"(?<=[.!?…])(?P<close>[\"'”’»)\]]*)(?P<gap>\s+)(?=[\"'“‘«(\[¿¡]*\s?[^\W_a-zà-ÿ])|(?<=[。！？])|(?<!\s)[^\S\n]*+\n\s*+"
)
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Mme|Mlle|M|No|Nr|vs|etc|ca|approx|e\.g|i\.e|p\.ex|z\.B|\w))\.\Z", re.IGNORECASE
)
_LONGEST = 2000  # characters of which a draft says anything
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))
_ANY_MENTION = re.compile(r"(?<![@＠])[@＠]++\w(?:[\w.@-]*\w)?")
_ACCOUNT_ADDRESS = re.compile(
    r"https?://(?:(?:www\.|mobile\.)?(?:x|twitter)\.com/\w+|bsky\.app/profile/[^\s/]+|[^\s/]+/(?:@|users/)[^\s/]+)\S*",
    re.IGNORECASE,
)


def strip_post(text: str, chat: Chat) -> str:
    """A post's words: without leading mentions and label, and without the hashtags, mentions and links at its end."""
    text = strip_label(text[:_LONGEST], chat).strip()
    own = {tag.casefold() for tag in (chat.hashtag, *chat.also)}
    in_run = False  # of hashtags: a single one may be a word of the sentence, several are not
    while found := _LAST.search(text):
        before = text[: found.start()].rstrip()
        previous = _LAST.search(before)
        is_free = not before or _ENDS_SENTENCE.search(before) is not None
        if found["hashtag"]:
            is_own = found["hashtag"][1:].casefold() in own
            in_run = in_run or bool(previous and previous["hashtag"])
            if not (is_own or is_free or in_run):
                break
        elif found["mention"]:
            if credit := _CREDIT.search(before):
                before = before[: credit.start()].rstrip()
            elif not (is_free or (previous and not previous["url"])):
                break
        text = before
    return _drop_last_label(text, chat)


def strip_label(text: str, chat: Chat) -> str:
    """A text without the mentions, the labels and the chat's hashtags before its first word."""
    own = {tag.casefold() for tag in (chat.hashtag, *chat.also)}
    while True:
        if found := _LEADING_MENTION.match(text):
            text = text[found.end() :]
        elif (labels := find_labels(text, chat)) and labels[0].is_leading:
            text = _AFTER_LABEL.sub("", text[labels[0].end :])
        elif (found := _LEADING_HASHTAG.match(text)) and found[0].strip()[1:].casefold() in own:
            text = text[found.end() :]
        else:
            return text.lstrip()


def is_addressed(text: str) -> bool:
    """Whether a text begins by talking to somebody."""
    return _LEADING_MENTION.match(text) is not None


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, word for word; none ends within quotes, brackets or after a shortened word."""
    found: list[str] = []
    begin = 0
    for match in _BREAK.finditer(text):
        end = match.end("close") if match["gap"] else match.start()
        sentence = text[begin:end]
        is_line = match["gap"] is None and "\n" in match[0]
        if not is_line and (_SHORTENED.search(sentence) or not is_balanced(sentence)):
            continue
        found.append(sentence)
        begin = match.end()
    found.append(text[begin:])
    return tuple(line for sentence in found if (line := clean_line(sentence)))


def is_balanced(text: str) -> bool:
    """Whether every quote and bracket that a text opens is closed in it."""
    if text.count('"') % 2 or text.count("“") != (text.count("„") or text.count("”")):
        return False
    return all(text.count(opened) == text.count(closed) for opened, closed in _PAIRS)


def count_words(text: str) -> int:
    """How many words a text has, without links, hashtags and mentions; scripts without spaces have two signs a word."""
    bare = re.sub(rf"{_URL}|{_MENTION}|{_HASHTAG}", " ", text)
    unspaced = len(_UNSPACED.findall(bare))
    return len(_WORD.findall(_UNSPACED.sub(" ", bare))) + (unspaced + 1) // 2


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, to compare it with another one."""
    return tuple(word.casefold() for word in _WORD.findall(re.sub(rf"{_URL}|{_MENTION}|{_HASHTAG}", " ", text)))


def has_reference(text: str) -> bool:
    """Whether a text names an account or holds a link."""
    return re.search(rf"{_URL}|(?<![\w.])[@＠]\w", text) is not None


def hide_handles(text: str) -> str:
    """A text without handles and addresses of accounts, for chats that never show them."""
    return _ANY_MENTION.sub("@…", _ACCOUNT_ADDRESS.sub("…", text))


def shorten(text: str, longest: int) -> str:
    """The begin of a text on one line, cut behind a word."""
    line = clean_line(text)
    if len(line) <= longest:
        return line
    cut = line[:longest].rsplit(" ", 1)[0] if " " in line[:longest] else line[:longest]
    return cut.rstrip(" ,;:.–—-") + "…"


def _drop_last_label(text: str, chat: Chat) -> str:
    """A text without a label behind its last sentence; A4 within one may be a size of paper."""
    labels = find_labels(text, chat)
    if labels and not labels[-1].is_leading and not text[labels[-1].end :].strip(" )]"):
        before = text[: labels[-1].begin].rstrip(" ([")
        return before if _ENDS_SENTENCE.search(before) else text
    return text
