"""Names as forget.yml has them where it names nobody in plain words: hashes with a salt, a file's own.

What is hashed are accounts and posts as `names` spells them, and the names that this module makes, all in small
letters. A site names so many accounts that each may take microseconds only, so whoever suspects somebody can check it
all the same; the salt keeps a name from being read, searched for, and found in tables that were made before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from unicodedata import normalize

_KEYED = re.compile(r"([0-9a-f]{32})((?:[ ,]+[0-9a-f]{20})+)\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")
_ADDRESSES = re.compile(r"https?://\S+|[@＠]\S+")  # which one export shortens and another does not
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ＇", "'"))
_TELLING = 40  # letters and digits of a text that two people hardly write alike


def hash_name(name: str, salt: bytes) -> bytes:
    """The hash of a name in small letters."""
    hashed = _begin_hash(salt).copy()
    hashed.update(name.encode("utf-8", "surrogatepass"))
    return hashed.digest()


@lru_cache(maxsize=64)  # a file has one salt, and a copy takes half the time
def _begin_hash(salt: bytes) -> blake2b:
    return blake2b(key=salt, digest_size=10)


def name_handle(handle: str) -> str:
    """How a handle is hashed for where nobody says its platform."""
    return f"handle:{handle}"


def name_short(handle: str) -> str:
    """How a handle is hashed that a text on Mastodon may name without its instance."""
    return f"short:{handle}"


def name_person(name: str) -> str:
    """How a person's full name is hashed, its words with single spaces between."""
    return f"name:{plain_name(name)}"


def plain_name(name: str) -> str:
    """A full name as all ways of writing it have it: without dots, with one kind of apostrophe, in small letters."""
    return normalize("NFKC", name).translate(_APOSTROPHES).replace(".", "").casefold()


def name_key(key: str) -> str:
    """How the last part of a post's id is hashed, which is a page's anchor of it."""
    return f"key:{key}"


def join_words(text: str) -> str:
    """The letters and digits of a text, without addresses, mentions and all that exports write differently."""
    if "@" in text or "://" in text or "＠" in text:
        text = _ADDRESSES.sub(" ", text)
    return _BETWEEN.sub("", text).casefold()


def name_text(text: str) -> str:
    """How a post's text is hashed: by its words alone; '' where they are so few that others may have written them."""
    words = join_words(text)
    return f"text:{words}" if len(words) >= _TELLING else ""


def write_keyed(names: Iterable[str], salt: bytes) -> str:
    """The field `hashed` of forget.yml that knows these names."""
    digests = sorted({hash_name(name.casefold(), salt).hex() for name in names})
    return " ".join([salt.hex(), *digests])


def read_keyed(name: str) -> list[str]:
    """Each keyed hash with its salt; raises ValueError for what is none."""
    match = _KEYED.match(name)
    if not match:
        raise ValueError("not what the program has written there. Take the entry out, and run 'causerie forget' again.")
    salt = match[1].lower()
    return [f"{salt}:{digest.lower()}" for digest in re.split("[ ,]+", match[2].strip(" ,"))]
