"""By what somebody is known in the records: their other accounts, ids, posts, words and names.

The transcripts are read line by line, and only lines that hold one of their names are parsed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import dropwhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from causerie.model.person import Person
from causerie.model.platform import Platform
from causerie.model.post import Post
from causerie.records.forgetting.lines import read_line, read_text, split_lines
from causerie.records.forgetting.subject import Subject, main_account
from causerie.records.keyed import join_words, name_handle, name_key, name_person, name_short, name_text, plain_name
from causerie.records.names import account_at, account_name, accounts_of, names_of, split_address
from causerie.records.schema_recap import PostRecord
from causerie.records.transcript import make_post

_ROUNDS = 4  # a handle leads to an id, which leads to an earlier handle
_SENTENCE = 20  # letters and digits of one that is not said by chance
_LETTERS = 8  # of a name that few people have
_FEW_SIGNS = "\u2e80"  # from here on, two signs are a name
_SOLID = 3  # of those, where they are one word
# What people put behind their names: (she/her), PhD, @museum.example; and what stands between a name and a slogan.
_ADDED = re.compile(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|\b(?:she|he|they|ella|elle|sie|il|er)\s?/\s?\w+|[@＠#]\S+"
    r"|,\s*(?:ph\.?\s?d|m\.?a|m\.?sc|m\.?d|ed\.?d|m\.?ed|mlis|frsa)\b.*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[|,;:•·~/\\｜]|\s[-–—]+\s")
_CALLED = 2  # letters of a word that is in a handle, too
_TITLES = frozenset(
    ("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "rev", "herr", "frau", "mme", "mlle")
)
_NAME = "LM"  # categories of signs: letters and marks
_UTC = ZoneInfo("UTC")


@dataclass(slots=True)
class Known:
    """Everything that names somebody, as `names` and `keyed` spell it, in small letters."""

    accounts: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    writers: set[str] = field(default_factory=set)  # who wrote these, also where only a post is to be forgotten
    keys: set[str] = field(default_factory=set)  # the last parts of the ids of posts
    texts: set[str] = field(default_factory=set)  # of their posts, and of nobody else's
    names: set[str] = field(default_factory=set)  # full names that nobody else has
    shared_names: set[str] = field(default_factory=set)  # names that others have, too, or that are a word
    people: set[str] = field(default_factory=set)  # ids in people.yml
    sites: set[str] = field(default_factory=set)  # of theirs, without the scheme, as people.yml has them
    files: dict[Path, set[str]] = field(default_factory=dict)  # pictures of their posts, by the session's folder
    said: set[str] = field(default_factory=set)  # the words of their posts, without all else
    count: int = 0  # of their posts

    def all_names(self) -> set[str]:
        """What is hashed in forget.yml."""
        short = {
            name_short(name.partition(":")[2].partition("@")[0])
            for name in self.accounts
            if name.startswith(f"{Platform.MASTODON}:") and "@" in name
        }
        handles = {name_handle(name.partition(":")[2]) for name in self.accounts}
        told = {name_person(each) for each in self.names}
        return self.accounts | self.posts | {name_key(key) for key in self.keys} | self.texts | handles | short | told

    def writes(self, post: Post) -> bool:
        """Whether a post is theirs."""
        names = {name.casefold() for name in accounts_of(post)}
        return not names.isdisjoint(self.accounts) or not self.posts.isdisjoint(map(str.casefold, names_of(post)))

    def has_said(self, sentence: str) -> bool:
        """Whether a sentence stands, word for word, in one of their posts."""
        words = join_words(sentence)
        return len(words) >= _SENTENCE and any(words in said for said in self.said)

    def add_post(self, post: Post, *, is_account: bool) -> None:
        """Learn what a post of theirs tells; of a post alone, nothing but its own names."""
        self.posts.update(name.casefold() for name in (*names_of(post), *post.aliases))
        self.writers.update(map(str.casefold, accounts_of(post)))
        self.said.add(join_words(post.text))
        if text := name_text(post.text):
            self.texts.add(text)
        if not is_account:
            self.keys.update(re.split("[/:]", name)[-1] for name in names_of(post) if not name.startswith("//"))
            return
        self.accounts.update(filter(_is_telling, map(str.casefold, accounts_of(post))))
        if name := clean_name(post.author.name, post.author.handle):
            self.names.add(name)

    def marks(self) -> set[str]:
        """Strings, in small letters, of which one stands wherever they are named."""
        accounts = {name.partition(":")[2].partition("@")[0] for name in self.accounts}
        posts = {re.split("[/:]", name.partition("?")[0])[-1] for name in self.posts}
        return {mark for mark in accounts | posts | {name.casefold() for name in self.names} if mark}


def find_known(
    subject: Subject,
    transcripts: Iterable[Path],
    recaps: Iterable[tuple[Path, Any]],
    people: Iterable[Person],
    titles: Iterable[str] = (),
) -> Known:
    """What the records tell about somebody; `recaps` are the values of recap.yml with their folders.

    `titles` are the names of chats, which hosts' accounts often bear: nobody's name.
    """
    transcripts, recaps = list(transcripts), list(recaps)
    known = Known(set(map(str.casefold, subject.accounts)), set(map(str.casefold, subject.posts)))
    is_account = bool(subject.accounts)
    inline = [(folder, post) for folder, value in recaps for post in inline_posts(value)]
    for _ in range(_ROUNDS):
        before = (len(known.accounts), len(known.posts))
        if is_account:
            for person in people:
                _learn_person(known, person)
        known.count = 0
        marks = known.marks()
        for folder, post in _posts_with(transcripts, marks, inline):
            if known.writes(post):
                known.add_post(post, is_account=is_account)
                known.count += 1
                files = [media.file for media in post.media] + [post.author.avatar]
                known.files.setdefault(folder, set()).update(each for each in files if each.startswith("media/"))
        if before == (len(known.accounts), len(known.posts)):
            break
    _leave_others_their_names(known, transcripts, inline, people, titles)
    _leave_others_their_texts(known, transcripts, inline)
    return known


def known_accounts(
    handle: str, transcripts: Iterable[Path], recaps: Iterable[tuple[Path, Any]], people: Iterable[Person]
) -> Iterator[str]:
    """The accounts in the records that may be called so."""
    inline = [(folder, post) for folder, value in recaps for post in inline_posts(value)]
    for _, post in _posts_with(transcripts, {handle.casefold()}, inline):
        if post.author.handle:
            yield main_account(post)
    for person in people:
        yield from (account_name(each.platform, each.handle) for each in person.accounts)


def inline_posts(recap: Any) -> Iterator[Post]:
    """The posts that a recap.yml holds itself; what is no post is passed over."""
    highlights = recap.get("highlights") if isinstance(recap, dict) else None
    for each in highlights if isinstance(highlights, list) else ():
        if isinstance(each, dict) and (post := make_inline(each.get("post"))) is not None:
            yield post


def make_inline(value: Any) -> Post | None:
    """The post that a highlight holds itself."""
    if not isinstance(value, dict):
        return None
    try:
        return make_post(PostRecord.model_validate(value), _UTC)
    except (ValidationError, ValueError):
        return None


def clean_name(name: str, handle: str = "") -> str:
    """A full name in plain words, without titles and what people add; '' where it may mean anybody.

    Of several parts, such as a name and a slogan, it is the one that the handle says, too.
    """
    name = name.replace("\ufe0f", "")  # what makes a picture of the sign before it
    parts = [part for part in _BETWEEN.split(_ADDED.sub(" ", name)) if part.strip()]
    if len(parts) == 1:
        return _clean_part(parts[0])
    said = [part for part in parts if _is_said_by(handle.casefold(), part)]
    return _clean_part(said[0]) if len(said) == 1 else ""


def _is_said_by(handle: str, part: str) -> bool:
    """Whether a handle holds one of the words of a part of a name."""
    return any(len(word) >= _CALLED and word in handle for word in re.findall(r"[^\W\d_]+", part.casefold()))


def _clean_part(name: str) -> str:
    kept = "".join(char if unicodedata.category(char)[0] in _NAME or char in "'’-." else " " for char in name)
    words = [word.strip("-.'’") for word in kept.split()]
    words = [word for word in words if word]
    words = [*dropwhile(lambda word: word.casefold() in _TITLES, words)]
    letters = sum(map(len, words))
    is_long = letters >= _LETTERS or any(char > _FEW_SIGNS for word in words for char in word)
    least = 1 if letters >= _SOLID and all(char > _FEW_SIGNS for char in "".join(words)) else 2
    return " ".join(words) if least <= len(words) <= 4 and is_long else ""


def _is_telling(account: str) -> bool:
    """Whether a name means one account: a number on Mastodon means another on each server."""
    platform, _, handle = account.partition(":")
    return bool(handle) and not (platform == Platform.MASTODON and "@" not in handle)


def _learn_person(known: Known, person: Person) -> None:
    accounts = {account_name(each.platform, each.handle).casefold() for each in person.accounts}
    if known.accounts.isdisjoint(accounts):
        return
    known.people.add(person.id)
    known.accounts |= accounts
    if name := clean_name(person.name):
        known.names.add(name)
    if person.url and not account_at(person.url):
        known.sites.add("".join(split_address(person.url)[:2]).casefold())


def _posts_with(
    transcripts: Iterable[Path], marks: set[str], inline: Iterable[tuple[Path, Post]]
) -> Iterator[tuple[Path, Post]]:
    needles = [mark.encode() for mark in marks]
    for path in transcripts:
        for line in split_lines(path):
            lower = line.lower()
            if (b"\\u" in lower or any(needle in lower for needle in needles)) and (post := read_line(path, line)):
                yield path.parent, post
    yield from inline


def _leave_others_their_names(
    known: Known,
    transcripts: Iterable[Path],
    inline: Iterable[tuple[Path, Post]],
    people: Iterable[Person],
    titles: Iterable[str],
) -> None:
    """Keep names to those that nobody else has."""
    folded = {plain_name(name): name for name in known.names}
    others = [*titles, *(person.name for person in people if person.id not in known.people)]
    taken = {plain_name(clean_name(name)) for name in others} & folded.keys()
    marks = {max(re.findall(r"[^\W\d_]+", name.lower()), key=len, default="") for name in known.names}
    for _, post in _posts_with(transcripts, marks, inline) if folded else ():
        if not known.writes(post) and (name := _name_of(post)) in folded:
            taken.add(name)
    for name in taken:
        known.names.discard(folded[name])
        known.shared_names.add(folded[name])


def _name_of(post: Post) -> str:
    return plain_name(clean_name(post.author.name, post.author.handle))


def _leave_others_their_texts(known: Known, transcripts: Iterable[Path], inline: Iterable[tuple[Path, Post]]) -> None:
    """Keep texts to those that nobody else wrote word for word: whoever repeats a question does not take it along."""
    if not known.texts:
        return
    ours = set(map(plain_name, known.names | known.shared_names))
    lines = ((path, line) for path in transcripts for line in split_lines(path))
    same = (read_line(path, line) for path, line in lines if name_text(read_text(line)) in known.texts)
    for post in (*filter(None, same), *(post for _, post in inline)):
        if known.writes(post):
            continue
        writers = {name.casefold() for name in accounts_of(post)}
        name = _name_of(post)
        if (writers and writers.isdisjoint(known.writers)) or (not writers and name and name not in ours):
            known.texts.discard(name_text(post.text))
            known.said.discard(join_words(post.text))
