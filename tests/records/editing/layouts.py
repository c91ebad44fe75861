"""Recaps written in every way that YAML knows, and what is to be done to them: both drawn by chance, for properties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from causerie.records.write import quote_text

OWNERLESS = ""
PLAIN = re.compile(r"[A-Za-z][\w .é😀-]*\w\Z")
ENDINGS = [
    "",
    " and more",
    ": so",
    " #tag",
    ", b",
    " 'q'",
    ' "dq"',
    " é 😀",
    " - dash",
    " {x} [y]",
    " & *",
    "\ntwo",
    "\n\nthree",
]


class Recap:
    """A recap.yml by chance: its text, and to which entry each of its lines belongs."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[tuple[str, str]] = []  # with their owners: "takeaways 0", or nobody
        self._count = 0
        self.in_flow: set[str] = set()  # lists of which several entries may stand on one line
        for name in random.sample(
            ["published", "summary", "takeaways", "highlights", "resources", "unanswered", "mine"], 7
        ):
            if random.random() < 0.8:
                self._write_field(name)
        self._blank_or_comment("", OWNERLESS)
        self.end = random.choice(["\n", "\n", "\r\n"])

    @property
    def text(self) -> str:
        text = self.end.join(line for line, _ in self.lines)
        mark = self.random.choice(["", "", "\ufeff"])
        return mark + text + self.random.choice(["", self.end])

    def word(self) -> str:
        self._count += 1
        return f"w{self._count}"

    def words(self) -> str:
        return self.word() + self.random.choice(ENDINGS)

    def _add(self, line: str, owner: str) -> None:
        self.lines += [(part, owner) for part in line.split("\n")]

    def _blank_or_comment(self, pad: str, owner: str) -> None:
        for _ in range(self.random.choice([0, 0, 1, 2])):
            self._add(f"{pad}# {self.word()}", owner)

    def _blank(self) -> None:
        for _ in range(self.random.choice([0, 0, 1, 2])):
            self._add("", OWNERLESS)

    def _tail(self) -> str:
        return self.random.choice(["", "", "", f" # {self.word()}", "  "])

    def _write_field(self, name: str) -> None:
        self._blank_or_comment("", OWNERLESS)
        self._blank()
        match name:
            case "published":
                self._add(self.random.choice(["published: 2026-12-04", "#published: 2026-12-04", "published:"]), name)
            case "summary":
                value = self.random.choice([*self.scalars(self.words(), 0), "!off", ""])
                self._add(f'#summary: "{self.word()}"' if value == "!off" else f"summary: {value}".rstrip(" "), name)
            case "mine":
                self._add(f"mine: {{a: [{self.word()}, 2], b: '{self.word()}'}}{self._tail()}", OWNERLESS)
                self._add(f"more:\n  - {self.word()}\n  - deep: >\n      {self.word()}\n", OWNERLESS)
            case _:
                self._write_list(name)

    def _write_list(self, name: str) -> None:
        entries = [self.entry(name, at) for at in range(self.random.choice([0, 1, 2, 3, 5]))]
        if not entries:
            self._add(name + self.random.choice([":", ": []", ": [ ]", ": ~", ": # none", ": [] # none"]), name)
        elif self.random.random() < 0.25:
            self.in_flow.add(name)
            self._write_flow_list(name, entries)
        else:
            self._write_block_list(name, entries)

    def _write_flow_list(self, name: str, entries: Sequence[Any]) -> None:
        written = [self.flow(entry) for entry in entries]
        last = self.random.choice(["", ","])
        if self.random.random() < 0.5:
            self._add(f"{name}: [{', '.join(written)}{last}]{self._tail()}", name)
            return
        self._add(f"{name}: [", name)
        for at, entry in enumerate(written):
            self._blank_or_comment("    ", name)
            self._add(f"    {entry}{',' if at + 1 < len(written) else last}{self._tail()}", name)
        self._add("]" if self.random.random() < 0.5 else "  ]", name)

    def _write_block_list(self, name: str, entries: Sequence[Any]) -> None:
        column = self.random.choice([0, 2, 2, 4])
        pad = " " * column
        is_spaced = self.random.random() < 0.5
        self._add(f"{name}:{self._tail()}", name)
        for at, entry in enumerate(entries):
            owner = f"{name} {at}"
            if is_spaced:
                self._add("", OWNERLESS)
            if name == "highlights" and self.random.random() < 0.3:
                self._add(f"{pad}# ===== Question {self.random.randint(1, 3)}: {self.word()}", OWNERLESS)
                self._blank()
            self._blank_or_comment(pad, owner)
            dash = self.random.choice(["- ", "- ", "-   ", f"-\n{pad}  ", f"- # {self.word()}\n{pad}  "])
            inner = column + (4 if dash == "-   " else 2)
            if not isinstance(entry, dict) or self.random.random() < 0.3:
                value = self.flow(entry) if isinstance(entry, dict) else self.random.choice(self.scalars(entry, column))
                self._add(pad + (dash if "\n" not in dash else "- ") + value, owner)
            else:
                self._add(pad + dash + "\n".join(self.block(entry, inner)).lstrip(" "), owner)

    def block(self, entry: Mapping[str, Any], column: int) -> Iterator[str]:
        pad = " " * column
        for name, value in entry.items():
            if isinstance(value, dict) and self.random.random() < 0.6:
                yield f"{pad}{name}:{self._tail()}"
                yield from self.block(value, column + 2)
            elif isinstance(value, dict | list | int | bool):
                yield f"{pad}{name}: {self.flow(value)}{self._tail()}"
            else:
                written = self.random.choice(self.scalars(value, column))
                yield f"{pad}{name}: {written}{self._tail() if chr(10) not in written else ''}"
            if self.random.random() < 0.1:
                yield f"{pad}# {self.word()}"

    def flow(self, value: Any) -> str:
        match value:
            case dict():
                return "{" + ", ".join(f"{name}: {self.flow(part)}" for name, part in value.items()) + "}"
            case list():
                return "[" + ", ".join(map(self.flow, value)) + "]"
            case bool() | int():
                return str(value).lower()
            case _:
                return self.random.choice(one_line(value))

    def scalars(self, text: str, column: int) -> list[str]:
        """A text in every style; what stands below a | is further in than its key."""
        pad = " " * (column + self.random.choice([2, 3]))
        written = [*one_line(text)]
        if "\n" in text or self.random.random() < 0.4:
            body = "\n".join(f"{pad}{line}" if line else "" for line in text.split("\n"))
            written += [f"{mark}\n{body}" for mark in ("|", "|-", ">-", "| # why")]
        return written

    def entry(self, name: str, at: int) -> Any:
        random = self.random
        match name:
            case "takeaways":
                text = self.words()
                return random.choice(
                    [text, {"text": text}, {"text": text, "proposed": True}, {"proposed": True, "text": text}]
                )
            case "resources":
                return {"title": self.words().split("\n")[0], "url": f"https://a.example/{self.word()}"}
            case "unanswered":
                return {"text": self.words(), "by": "lea", "status": random.choice(["open", "answered"])}
        question = random.choice([{}, {"question": random.randint(1, 3)}])
        note = random.choice([{}, {"note": self.words()}])
        match random.choice(["id", "id", "inline", "heading", "text"]):
            case "id":
                return {**random.choice([{}, question]), "post": f"x:{self.word()}", **question, **note}
            case "inline":
                media = [{"file": "media/a.png", "alt": self.words()}, {"url": "https://a.example/b.png"}]
                post = {
                    "platform": "x",
                    "url": f"https://a.example/{self.word()}",
                    "text": self.words(),
                    "media": media,
                }
                return {**question, "post": post, **note}
            case kind:
                return {kind: self.words(), **question}


def one_line(text: str) -> list[str]:
    quoted = [quote_text(text)]
    if "\n" not in text:
        doubled = text.replace("'", "''")
        quoted.append(f"'{doubled}'")
    return [text, *quoted] if PLAIN.match(text) else quoted
