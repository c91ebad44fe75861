"""Traces of people in the bytes of a site: a quick look that misses nobody, and a thorough one where it saw something.

Whoever is named in forget.yml in plain words is looked for by the letters of the handle; of those who are hashed
there, every handle and address of the site is hashed, each once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from causerie.frozen import frozen
from causerie.mkdocs_plugin.decoding import decode_metadata, decode_text
from causerie.model.platform import Platform
from causerie.records.forget import Forgotten
from causerie.records.keyed import name_key
from causerie.records.leave_out import hide_handles, hide_names, is_odd
from causerie.records.names import account_at

_AROUND = 300  # bytes on each side of what looks like a handle
_RUN = re.compile(r"[^\W_]+")
_SMALL = 200_000  # bytes up to which a text may be in any encoding
_LONG_KEY = 8  # signs of a post's id that nothing else has
_BEFORE = (
    rb"(?:@|%40|&#64;|&#x40;|&commat;|\\u0040|\xef\xbc\xa0|/|%2f|&#47;|&#x2f;|\\u002f)"  # what a handle stands behind
)
_BEGIN = rb"(?:(?<![a-z0-9])|(?<=%..)|(?<=\\u....))"
_HANDLE = re.compile(rb"@(?<![A-Za-z0-9]@)[\w.-]+(?:@[\w.-]+)?")
_REST = re.compile(rb"@(?<=[A-Za-z0-9]@)[\w.-]+(?:@[\w.-]+)?")  # of one whose user stands before it, or of an e-mail
_LEFT = re.compile(rb"[\w.-]+\Z")
_ADDRESS_END = re.compile(r"[\s\"'<>\\)\]\ufffd]")
_ADDRESS = re.compile(rb"//[^\x00-\x20\x7f\"'<>\\)\]]+")
_BARE_ADDRESS = re.compile(rb"\b(?:x\.com|twitter\.com|bsky\.app/profile)/[\w.:-]+", re.IGNORECASE)
_BARE_HOSTS = (b"x.com/", b"twitter.com/", b"bsky.app/")
_TOKEN = re.compile(r"[\w.@:-]+")
_TAG = re.compile(rb"<[^>]*>")
_INLINE_TAG = re.compile(rb"</?(?:wbr|span|b|strong|i|em|mark|code|u|small|font)\b[^>]*>", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # what a reader of a name does not see
_ANCHOR = re.compile(rb"post-([\w.:-]{4,})")
_DID = re.compile(rb"\bdid:[a-z]+:[\w.:-]+")
_SAYS = re.compile(rb"\b(?:alt|title|content|aria-label)\s*=\s*(\"[^\">]*\"|'[^'>]*')", re.IGNORECASE)
_BETWEEN = re.compile(r"[\"=:;,|\t]+")  # what no name holds, between the fields of data
_NAMESAKE = (
    rb"://(?:www\.)?((?:x|twitter)\.com/%s|[\w.-]+/(?:@|users/)%s|[\w.-]*threads\.(?:net|com)/@%s)(?![\w.@%\x80-\xff-])"
)


@frozen
class Trace:
    """Somebody in a file of the site; `handle` where it is a bare one, which may be a namesake's."""

    path: str
    line: int
    what: str
    handle: str = ""


@dataclass
class Tracer:
    """Looks for people; what was looked at once is not looked at again."""

    forgotten: Forgotten
    own: str = ""  # the site's own address
    _judged: dict[bytes, tuple[bool, str]] = field(
        default_factory=dict
    )  # what was seen: whether it is a trace, and a handle
    _clean: set[bytes] = field(default_factory=set)  # handles and addresses that name nobody, and the site's own

    def __post_init__(self) -> None:
        handles = {each.partition(":")[2].partition("@")[0] for each in self.forgotten.accounts}
        keys = {re.split("[/:]", each.partition("?")[0])[-1] for each in self.forgotten.posts}
        self._runs = [
            (run.encode(), _pattern(run, is_odd=is_odd(handle)))
            for handle in sorted(handles)
            if (run := _longest(handle))
        ]
        self._runs += [(run.encode(), _pattern(run, is_odd=True)) for key in sorted(keys) if (run := _longest(key))]
        self._keys = {key for key in keys if len(key) >= _LONG_KEY}
        self._own = f"//{urlsplit(self.own).netloc}/".encode() if self.own else b""
        self._has_hashes = bool(self.forgotten.hashes)

    def find(self, path: str, content: bytes, *, is_hidden: bool = False) -> Trace | None:
        """The first trace in a part of a file; one that is certain before one of a bare handle."""
        weak: Trace | None = None
        for begin, end, window in self._windows(content, is_hidden=is_hidden):
            found, handle = self._judge(window)
            if found:
                what = "names somebody" if begin or end else "says it between the lines"
                trace = Trace(path, content.count(b"\n", 0, begin) + 1, what, handle)
                if not handle:
                    return trace
                weak = weak or trace
        return weak

    def is_in_text(self, text: str) -> bool:
        """Whether a text names somebody."""
        return hide_names(text, self.forgotten) != text

    def is_in_page(self, content: bytes) -> bool:
        """Whether a page says somebody's name or handle in its words: for pages that were not made of records."""
        whole = decode_text(_TAG.sub(b"\n", content))
        joined = _UNSEEN.sub("", decode_text(_TAG.sub(b"\n", _INLINE_TAG.sub(b"", content))))
        attributes = decode_text(b"\n".join(_SAYS.findall(content)))
        fields = _BETWEEN.sub("\n", f"{whole}\n{attributes}")
        return any(map(self.is_in_text, {whole, joined, fields}))

    def is_in_name(self, path: str) -> bool:
        """Whether a file or a folder is called after somebody."""
        return any(self._is_name(part) for part in path.casefold().split("/"))

    def _is_name(self, part: str) -> bool:
        known = self._judged.get(part.encode())
        if known is None:
            names = {part, part.partition(".")[0], part.rpartition(".")[0], *re.split(r"[-.]", part)}
            odd = [name for name in names if is_odd(name)]
            is_one = any(map(self.forgotten.has_handle, odd)) or not self._keys.isdisjoint(names)
            known = self._judged[part.encode()] = (is_one, "")
        return known[0]

    @staticmethod
    def has_namesake(content: bytes, handle: str) -> bool:
        """Whether a file, in small letters, links to an account that is called so."""
        name = re.escape(handle.encode())
        return re.search(_NAMESAKE.replace(b"%s", name), content) is not None

    def _windows(self, content: bytes, *, is_hidden: bool) -> list[tuple[int, int, bytes]]:
        """Where somebody may be named: places in the content, and the bytes to look at."""
        found = self._places(content)
        if is_hidden:
            texts = decode_metadata(content) if len(content) < _SMALL else [decode_text(content)]
            for decoded in {text.encode("utf-8", "replace") for text in texts}:
                found += [(0, 0, window) for _, _, window in self._places(decoded)]
        return found

    def _places(self, content: bytes) -> list[tuple[int, int, bytes]]:
        found: list[tuple[int, int, bytes]] = []
        if self._runs:
            lower = content.lower()
            for run, pattern in self._runs:
                if run in lower:
                    for match in pattern.finditer(lower):
                        begin, end = max(0, match.start() - _AROUND), match.end() + _AROUND
                        found.append((match.start(), match.end(), content[begin:end]))
        if self._has_hashes:
            found += self._candidates(content)
        return found

    def _candidates(self, content: bytes) -> list[tuple[int, int, bytes]]:
        """Every handle and address that was not looked at before, or was found to be one."""
        handles = _HANDLE.findall(content)
        tokens = {*_ADDRESS.findall(content), *_ANCHOR.findall(content), *_DID.findall(content), *handles}
        if sum(each.count(b"@") for each in handles) < content.count(b"@"):
            for match in _REST.finditer(content):
                at = match.start()
                left = _LEFT.search(content, max(0, at - 64), at)
                tokens.add((left[0] if left else b"") + match[0])
                if left and content[left.start() - 1 : left.start()] in (b"\\", b"%"):  # of an escape: a new line …
                    tokens.add(match[0])
        if not content.startswith(b"<"):  # what is no page has addresses without their scheme
            lower = content.lower()
            if any(host in lower for host in _BARE_HOSTS):
                tokens.update(_BARE_ADDRESS.findall(content))
        tokens -= self._clean
        found = {token for token in tokens if not self._is_own(token) and self._judge(token)[0]}
        self._clean |= tokens - found
        return [(at := content.find(token), at + len(token), token) for token in found]

    def _is_own(self, token: bytes) -> bool:
        """Whether an address is the site's own, and leads to no other."""
        return bool(self._own) and token.startswith(self._own) and b":" not in token[2:] and b"%" not in token

    def _judge(self, window: bytes) -> tuple[bool, str]:
        if (known := self._judged.get(window)) is None:
            known = self._judged[window] = self._look(window)
        return known

    def _look(self, window: bytes) -> tuple[bool, str]:
        """Whether something names somebody; and the handle, where it may be a namesake's."""
        raw = window.decode("utf-8", "replace")
        if raw.startswith("//"):
            if "%" in raw or "&" in raw or "\ufffd" in raw:
                raw = decode_text(window)
                if self.is_in_text(raw):
                    return True, ""
                raw = _ADDRESS_END.split(raw, maxsplit=1)[0]
            raw = raw.rstrip(".,;:!?")
            is_id = raw.startswith("//did:") and self.forgotten.has_id(f"at:{raw}")
            return is_id or self.forgotten.has_address(f"https:{raw}"), ""
        if _TOKEN.fullmatch(raw):
            return self._look_at_token(raw.rstrip(".-:"))
        text = decode_text(window)
        for each in {raw, text} if self._keys else ():
            if any(part in self._keys for part in re.findall(r"[\w.:-]+", each.casefold())):
                return True, ""
            if any(key in each.casefold() for key in self._keys):
                return True, ""
        for each in dict.fromkeys((text, raw)):
            left = hide_handles(each, self.forgotten)
            if left != each:
                return True, _bare_handle(each, left, self.forgotten)
        return False, ""

    def _look_at_token(self, token: str) -> tuple[bool, str]:
        """The same of a single word: a handle with or without what stands behind its @, or the end of a post's id."""
        if token.startswith("did:"):
            return self.forgotten.has_id(token), ""
        if "@" not in token:
            is_key = token.casefold() in self._keys or self.forgotten.knows(name_key(token))
            return is_key or self.forgotten.knows(f"{Platform.X}:{token}"), ""
        bare = token.removeprefix("@")
        before, _, last = bare.rpartition("@")
        if before and "." not in last:  # cc@lea
            bare = last
        is_short = "@" not in bare and "." not in bare
        return self.forgotten.has_handle(bare), bare.casefold() if is_short else ""


def _bare_handle(text: str, left: str, forgotten: Forgotten) -> str:
    """The handle where that alone was found which another platform may have, too; '' where more was."""
    handles = set()
    for match in re.finditer(r"[@＠](\w+)(?![\w@＠]|\.\w)", text):
        if forgotten.has_handle(match[1]):
            handles.add(match[1])
    if len({each.casefold() for each in handles}) != 1:
        return ""
    (handle,) = {each.casefold() for each in handles}
    without = re.sub(rf"(?<![\w.])[@＠]{re.escape(handle)}(?![\w@＠]|\.\w)", "", text, flags=re.IGNORECASE)
    is_all = hide_handles(without, forgotten) == without and not account_at(text)
    return handle if is_all else ""


def _longest(name: str) -> str:
    return max(_RUN.findall(name), key=len, default="")


def _pattern(run: str, *, is_odd: bool) -> re.Pattern[bytes]:
    """Where a handle may stand, in small letters: anywhere if no word looks like it, or else behind an @ or a slash."""
    name = re.escape(run.encode())
    if is_odd:
        return re.compile(_BEGIN + name + rb"(?![a-z0-9])")
    return re.compile(_BEFORE + name + rb"(?![a-z0-9_-])")
