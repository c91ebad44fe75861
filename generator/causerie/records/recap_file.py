"""Writes what a draft proposes into a recap.yml that a person goes on with, and never touches what stands there.

What was proposed once is remembered by short hashes in the file's last lines: so what a person deletes stays away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from causerie.frozen import frozen
from causerie.problems import CauserieError
from causerie.records.faults import YamlFaults
from causerie.records.proposals import FIELDS, Proposal
from causerie.records.recap_text import RecapText
from causerie.records.yaml import load_yaml
from causerie.text import clean_line

_MEMORY = re.compile(r"^# drafted:((?: [0-9a-f]{8})+)[ \t]*\r?$", re.MULTILINE)
_REMEMBERED_A_LINE = 12
WHY_REMEMBERED = (
    "# What was proposed so far: what you delete above does not come back when you draft again. Delete these last",
    "# lines, too, to have all of it proposed anew.",
)
LEADS = {  # the comment above each list
    "takeaways": (
        "# What to remember, the best one first. These are sentences of the posts, word for word; your own words are",
        "# better. One is published only when its line 'proposed: true' is gone.",
    ),
    "highlights": (
        "# The posts worth reading again, under their questions, in the order in which they are shown. Delete, move,",
        "# add others by their ids in transcript.jsonl, put `- heading: …` or `- text: …` between them. A line of your",
        "# own under a post is a `note: …` below its `post: …`.",
    ),
    "resources": (
        "# What was shared and is worth keeping. Where the title is missing, put `title: …, ` in front of `url`.",
    ),
    "unanswered": (
        "# Questions of participants that nobody replied to. Delete those that were none. To take one up later, write",
        "# `status: carried, to: <id of a session>`.",
    ),
}


@frozen(kw_only=True)
class DraftedRecap:
    """A recap.yml with what is new in it."""

    text: str
    added: tuple[Proposal, ...] = ()
    left: tuple[str, ...] = ()  # the lists that stand in [ ] and were left as they are
    is_switched_off: bool = False  # the recap is dated already: what is new is there as comments


def begin_recap(about: Sequence[str], today: date) -> str:
    """The head of a new recap.yml; `about` are lines that say what it was drafted from."""
    lines = [
        *(f"# {clean_line(line)}" for line in about),
        "# All of this is a proposal, and nothing of it is public: delete what you do not want, move the rest, add",
        "# words of your own. Lines that begin with '#' are for you alone.",
        "",
        "# When it is as you like it, delete the '#' of the next line: the recap is shown from that day on.",
        f"#published: {today}",
        "",
        "# What it was about, in two sentences of your own; Markdown. Delete the '#' here, too.",
        '#summary: "We talked about …"',
    ]
    return "\n".join(lines) + "\n"


def add_proposals(text: str, proposals: Sequence[Proposal], questions: Mapping[int, str]) -> DraftedRecap:
    """A recap.yml with what is new among the proposals; every line of it stays, and a second time adds nothing.

    `questions` are the texts of the session's questions. A list that stands in [ ] is left alone. Where the recap is
    dated already, what is new is switched off by a '#', so that nothing becomes public by itself. Raises CauserieError
    where the text is so unusual that adding would change what it says, and YamlFaults where it is no YAML.
    """
    bare = text.removeprefix("\ufeff")
    fields = load_yaml(bare.replace("\r\n", "\n").replace("\r", "\n")) or {}
    if not isinstance(fields, dict):
        raise CauserieError("recap.yml has no fields. Edit it by hand first: write 'name: value' lines.")
    remembered = {key for line in _MEMORY.findall(text) for key in line.split()}
    fresh = [each for each in proposals if each.key not in remembered and not each.is_in(fields.get(each.field))]
    recap = RecapText(bare, fields, WHY_REMEMBERED[0], is_off=bool(fields.get("published")))
    left = []
    for field in FIELDS:
        new = [each for each in fresh if each.field == field]
        if not new:
            continue
        if recap.is_in_brackets(field):
            left.append(field)
            fresh = [each for each in fresh if each.field != field]
        elif field not in recap.keys:
            recap.append(["", *LEADS[field], *recap.switched([f"{field}:"]), *recap.lines_of(new, questions, 2, "")])
        else:
            recap.insert(field, new, proposals, questions)
    lasting = [each.key for each in proposals if each.key not in remembered and each.field not in left]
    recap.append(list(_memory_lines(dict.fromkeys(lasting), is_first=not remembered)), is_last=True)
    merged = recap.joined()
    _hold_promise(fields, merged, fresh, recap.is_off)
    return DraftedRecap(
        text="\ufeff" * text.startswith("\ufeff") + merged,
        added=tuple(fresh),
        left=tuple(left),
        is_switched_off=recap.is_off and bool(fresh),
    )


def _memory_lines(keys: Mapping[str, Any], *, is_first: bool) -> Iterator[str]:
    if keys and is_first:
        yield from ("", *WHY_REMEMBERED)
    every = list(keys)
    for at in range(0, len(every), _REMEMBERED_A_LINE):
        yield f"# drafted: {' '.join(every[at : at + _REMEMBERED_A_LINE])}"


def _hold_promise(before: dict[str, Any], merged: str, added: Sequence[Proposal], is_off: bool) -> None:
    """Make sure that the text says what it said before, and what was added: nothing else.

    Raises CauserieError where it does not.
    """
    refusal = CauserieError(
        "recap.yml is written in a way to which nothing can be added safely. Begin each entry of its lists on a"
        " line of its own with '- '; or rename the file, draft again, and copy what you want."
    )
    try:
        after = load_yaml(merged.replace("\r\n", "\n").replace("\r", "\n")) or {}
    except YamlFaults:
        raise refusal from None
    expected = {name: value for name, value in before.items() if value not in (None, [])}
    for each in () if is_off else added:
        (entry,) = load_yaml("\n".join(each.entry_lines()) + "\n")
        kept = list(after.get(each.field) or [])
        if entry in kept:
            kept.remove(entry)
        after[each.field] = kept
    if {name: value for name, value in after.items() if value not in (None, [])} != expected:
        raise refusal
