"""How the values of fields are read: one function a kind of value.

A reader takes a text, or what the YAML loader gives, and raises ValueError with what stands after "'field' is": the
value, what is wrong, and what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import SplitResult, urlsplit

from causerie.problems import did_you_mean

TAKEN_ID = "transcript"  # the address of a session's transcript page
_ID_RULE = "[a-z0-9]+(-+[a-z0-9]+)*"
ID_PATTERN = f"^(?!{TAKEN_ID}$){_ID_RULE}$"
LONGEST = 24 * 60  # minutes
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u180b\ufe0e\ufe0f")  # Hangul fillers, an empty Braille cell
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # what turns the order of signs around
_HASHTAG = re.compile(r"\w*[^\W\d_]\w*\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?\Z")
_COMMON_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "sv")
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_COUNTRY = re.compile(r"[A-Z]{2}(?:/\S.*)?\Z")
_LABEL = re.compile(r"[^\W\d_]{1,16}\Z")
_MEDIA_ENDINGS = ("png", "jpg", "jpeg", "gif", "webp", "avif", "mp4", "webm")
_MAIL = re.compile(r"[^@\s/:<>\"?&]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?\Z")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?(?::\d{1,5})?\Z")


def as_text(value: Any) -> str:
    """A plain value as the host wrote it: YAML took `1984` for a number and `true` for a boolean."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case None:
            raise ValueError("empty. Write a text, or take the field away.")
        case list():
            raise ValueError(
                "a list, where one text is wanted. Write the text alone, in quotes if it begins with [ or -."
            )
        case _:
            raise ValueError(
                "a group of fields, where one text is wanted. Put the text in quotes if it has a ': ' or begins with {."
            )


def drop_unseen(text: str) -> str:
    """A text, or nothing where nobody would see anything of it."""
    return text if any(map(_is_seen, text)) else ""


def _is_seen(char: str) -> bool:
    """Whether a character leaves a mark: no space, no control, no filler that fonts leave blank."""
    is_space = char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Cs")
    return not is_space and char not in _BLANK


def read_id(text: str) -> str:
    """An id: small letters, digits and hyphens."""
    if not re.fullmatch(_ID_RULE, text):
        raise ValueError(f"'{text}', no id: ids are made of a-z, 0-9 and -.{suggest_id(text)}")
    if text == TAKEN_ID:
        raise ValueError(f"'{text}', an id that the site needs for itself. Write another one.")
    return text


def suggest_id(text: str) -> str:
    """An id made of any text, as advice with a leading space, or an empty string."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall(r"[a-z0-9]+", plain))
    return f" Write {made}." if made and made != TAKEN_ID else ""


def read_hashtag(text: str) -> str:
    """A hashtag without its `#`."""
    bare = text.strip().removeprefix("#").removeprefix("\uff03")
    if not _HASHTAG.match(bare):
        words = "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", bare))
        hint = f"Write {words}." if _HASHTAG.match(words) else "Write letters and digits, like MuseumHour."
        raise ValueError(
            f"'{text}', no hashtag: platforms end it at the first space or sign, and want a letter. {hint}"
        )
    return bare


def read_handle(text: str) -> str:
    """A handle without its leading `@`."""
    return text.strip().removeprefix("@")


def read_address(text: str) -> str:
    """An http, https or mailto address."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        good = (parts.scheme in ("http", "https") and bool(parts.hostname)) or (
            parts.scheme == "mailto" and "@" in parts.path
        )
    except ValueError:
        good = False
    if good and (fault := _address_fault(parts)):
        shown = _BIDI.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
        raise ValueError(f"'{shown}', {fault}")
    if not good or re.search(r"[\s<>\"\\]", text):
        near = f"https://{text}" if _HOST.match(re.split(r"[/?#]", text, maxsplit=1)[0]) else "https://…"
        kind = (
            "an address with a space or a sign that addresses do not have"
            if good
            else "no http, https or mailto address"
        )
        raise ValueError(f"'{text}', {kind}. Write {near if not good else 'it as your browser shows it'}.")
    return text


def _address_fault(parts: SplitResult) -> str:
    """What is wrong with an address that is written as one; an empty string where nothing is."""
    if _BIDI.search(parts.geturl()):
        return "an address with an invisible sign that turns the order of others around. Write it anew by hand."
    if parts.scheme == "mailto":
        return ""
    if "@" in parts.netloc:
        return f"an address with a name or a password in it. Write {parts._replace(netloc=_bare_host(parts)).geturl()}."
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        return "an address whose port is no number from 1 to 65535. Correct it, or take it and its ':' away."
    return ""


def _bare_host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def read_web_address(text: str) -> str:
    """An http or https address."""
    address = read_address(text)
    if address.startswith("mailto:"):
        raise ValueError(f"'{text}', an e-mail address where a page or a file is wanted. Write https://….")
    return address


def read_contact(text: str) -> str:
    """Where people ask to be taken out: a web address, or a mail address with or without `mailto:`."""
    if _MAIL.match(text.strip()):
        return text.strip()
    try:
        return read_address(text)
    except ValueError as error:
        raise ValueError(f"{error} Or write an e-mail address.") from None


def read_host(text: str) -> str:
    """A host name, such as calendars put behind an `@`."""
    if not _HOST.match(text.strip()) or ":" in text:
        raise ValueError(f"'{text}', no host name. Write one like chats.example.")
    return text.strip()


def read_instance(text: str) -> str:
    """The host name of a Mastodon instance."""
    bare = re.sub(r"^https?://|^@", "", text.strip()).rstrip("/").lower()
    if not _HOST.match(bare):
        raise ValueError(
            f"'{text}', no instance. Write the name of the server where the chat takes place, like glammr.example."
        )
    return bare


def read_language(text: str) -> str:
    """A language tag such as `en`, `fr-CA` or `zh-Hant`."""
    tag = text.strip().replace("_", "-")
    if not _LANGUAGE.match(tag) or tag.split("-")[0].lower() not in _languages():
        raise ValueError(
            f"'{text}', no known language.{_suggest_language(text) or ' Write a tag like en, fr or pt-BR.'}"
        )
    base, *rest = tag.split("-")
    return "-".join([base.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(code for code in map(str, Locale("en").languages) if len(code) <= 3)


def _suggest_language(text: str) -> str:
    """The tag of a language that is written by its name: `english`, `français`, `Französisch`."""
    from babel import Locale

    word = text.strip().casefold()
    for speaking in _COMMON_LANGUAGES:
        for code, name in Locale(speaking).languages.items():
            if word == name.casefold():
                return f" Did you mean '{code}'?"
    return did_you_mean(word, _COMMON_LANGUAGES)


def read_color(text: str) -> str:
    """A colour as `#rrggbb`."""
    if not _COLOR.match(text.strip()):
        hint = (
            f'"#{text}"' if _COLOR.match(f"#{text}") else 'a # and six digits of 0-9 and a-f, in quotes, like "#7a3b69"'
        )
        raise ValueError(f"'{text}', no colour that is known here. Write {hint}.")
    digits = text.strip()[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def read_country(text: str) -> str:
    """A country, or a part of it for its school holidays: `GB`, `FR/Zone A`."""
    if not _COUNTRY.match(text):
        upper = text[:2].upper() + text[2:]
        hint = f"Write {upper}." if _COUNTRY.match(upper) else "Write two capital letters, like GB, or FR/Zone A."
        raise ValueError(f"'{text}', no country's code. {hint}")
    return text


def read_label(text: str) -> str:
    """The letters before a question's or an answer's number."""
    if not _LABEL.match(text):
        raise ValueError(f"'{text}', no label: a label is the letters before the number. Write Q for Q1.")
    return text


def read_media_file(text: str) -> str:
    """The path of a picture or a film below the session's folder; nothing else there may be published."""
    path = text.strip()
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path) or path.startswith("/") or "\\" in path or ".." in path.split("/"):
        raise ValueError(
            f"'{text}', outside the session's folder. Copy the file into media/ there: media/{_file_name(path)}."
        )
    ending = PurePosixPath(path).suffix.removeprefix(".").lower()
    if ending == "svg":
        raise ValueError(f"'{text}', a picture that can carry script. Save it as PNG: {path[:-4]}.png.")
    if ending not in _MEDIA_ENDINGS:
        raise ValueError(f"'{text}', neither picture nor film. Name a file that ends with {', '.join(_MEDIA_ENDINGS)}.")
    return path.removeprefix("./")


def _file_name(path: str) -> str:
    return re.split(r"[/\\:]", path)[-1] or "picture.jpg"


def read_switch(value: Any) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else value
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    raise ValueError(f"'{shorten(value)}', neither true nor false. Write true or false.")


def read_count(value: Any) -> int:
    """A whole number from 0."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value.strip()):
        value = int(value)
    if type(value) is not int or not 0 <= value < 10**15:
        raise ValueError(f"'{shorten(value)}', no whole number from 0. Write digits only, like 12.")
    return value


def read_minutes(value: Any) -> int:
    """A length in minutes."""
    try:
        minutes = read_count(value)
    except ValueError:
        minutes = 0
    if not 1 <= minutes <= LONGEST:
        raise ValueError(
            f"'{shorten(value)}', no length from 1 to {LONGEST} minutes. Write a number, like 60 for an hour."
        )
    return minutes


def read_number(value: Any) -> float:
    """A number."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(?:\.\d{1,15})?", value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 10**15:
        raise ValueError(
            f"'{shorten(value)}', no number. Write digits only, with a point for decimals, like 48000 or 3.5."
        )
    return value


def shorten(value: Any) -> str:
    """A value as a message shows it."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = as_text(value) if isinstance(value, str | bool | int | float) else ""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
