"""Why the draft thinks what it does, in the chat's language: the draft itself speaks English, as its files do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from causerie.i18n import Speech

Say = Callable[[Speech, Mapping[str, str]], str]
_DOUBT = "perhaps no answer"
_NAME = r"(?P<name>[QA]\d+(?:(?:, | and | & |/)[QA]?\d+)*)"

_SAYINGS: tuple[tuple[str, Say], ...] = (
    # How good a post is.
    (r"(?P<n>\d+) likes?", lambda s, v: s.plural("%(number)s like", "%(number)s likes", int(v["n"]))),
    (r"(?P<n>\d+) reposts?", lambda s, v: s.plural("%(number)s repost", "%(number)s reposts", int(v["n"]))),
    (r"(?P<n>\d+) quotes?", lambda s, v: s.plural("%(number)s quote", "%(number)s quotes", int(v["n"]))),
    (r"(?P<n>\d+) repl(?:y|ies)", lambda s, v: s.plural("%(number)s reply", "%(number)s replies", int(v["n"]))),
    (r"(?P<n>\d+) times what is usual", lambda s, v: s.text("%(number)s times what is usual", number=v["n"])),
    (r"a link", lambda s, _: s.text("a link")),
    (r"a picture", lambda s, _: s.text("a picture")),
    (r"a picture that nobody has described", lambda s, _: s.text("a picture that nobody has described")),
    (r"first time in this chat", lambda s, _: s.text("first time in this chat")),
    (r"a host", lambda s, _: s.text("a host")),
    (
        r"perhaps no answer to this question \((?P<why>.*)\)",
        lambda s, v: s.text("perhaps no answer to this question (%(why)s)", why=say_reason(v["why"], s)),
    ),
    (r"by its time alone", lambda s, _: s.text("by its time alone")),
    # Which question it answers.
    (r"assigned by hand", lambda s, _: s.text("assigned by hand")),
    (
        rf"reply to {_NAME}, though labelled otherwise",
        lambda s, v: s.text("reply to %(name)s, though labelled otherwise", name=v["name"]),
    ),
    (
        rf"reply to {_NAME} of (?P<who>.+)",
        lambda s, v: s.text("reply to %(name)s of %(who)s", name=v["name"], who=v["who"]),
    ),
    (rf"reply to {_NAME}", lambda s, v: s.text("reply to %(name)s", name=v["name"])),
    (r"reply to a post of the general part", lambda s, _: s.text("reply to a post of the general part")),
    (
        r"label (?P<label>[^,]+), but that was asked only later; now it was (?P<name>Q\d+)",
        lambda s, v: s.text(
            "label %(label)s, but that was asked only later; now it was %(name)s", label=v["label"], name=v["name"]
        ),
    ),
    (
        r"label (?P<label>[^,]+), but long before anything was asked",
        lambda s, v: s.text("label %(label)s, but long before anything was asked", label=v["label"]),
    ),
    (r"label (?P<label>.+)", lambda s, v: s.text("label %(label)s", label=v["label"])),
    (
        r"posted (?P<n>\d+) minutes? after (?P<name>Q\d+)",
        lambda s, v: s.plural(
            "posted %(number)s minute after %(name)s",
            "posted %(number)s minutes after %(name)s",
            int(v["n"]),
            name=v["name"],
        ),
    ),
    (
        r"posted too soon after (?P<name>Q\d+) to answer it",
        lambda s, v: s.text("posted too soon after %(name)s to answer it", name=v["name"]),
    ),
    (r"posted before the first question", lambda s, _: s.text("posted before the first question")),
    (r"posted after the chat", lambda s, _: s.text("posted after the chat")),
    (r"posted nobody knows when", lambda s, _: s.text("posted nobody knows when")),
    (
        rf"quotes an answer to {_NAME}",
        lambda s, v: s.text("quotes an answer to %(name)s", name=v["name"]),
    ),
    (rf"quotes {_NAME}", lambda s, v: s.text("quotes %(name)s", name=v["name"])),
    (rf"names {_NAME} in its text", lambda s, v: s.text("names %(name)s in its text", name=v["name"])),
    (rf"speaks of {_NAME}", lambda s, v: s.text("speaks of %(name)s", name=v["name"])),
    (
        r"takes up words of (?P<name>Q\d+): (?P<words>.+)",
        lambda s, v: s.text("takes up words of %(name)s: %(words)s", name=v["name"], words=v["words"]),
    ),
    (rf"the host announces {_NAME}", lambda s, v: s.text("the host announces %(name)s", name=v["name"])),
    (rf"the host goes on with {_NAME}", lambda s, v: s.text("the host goes on with %(name)s", name=v["name"])),
    (r"the host runs the chat", lambda s, _: s.text("the host runs the chat")),
    (r"passes on a question", lambda s, _: s.text("passes on a question")),
    (r"praises a question", lambda s, _: s.text("praises a question")),
    (
        r"goes on talking to (?P<who>.+) of (?P<name>Q\d+)",
        lambda s, v: s.text("goes on talking to %(who)s of %(name)s", who=v["who"], name=v["name"]),
    ),
    (
        r"speaks to (?P<who>.+) of (?P<name>Q\d+)",
        lambda s, v: s.text("speaks to %(who)s of %(name)s", who=v["who"], name=v["name"]),
    ),
    (r"the host", lambda s, _: s.text("the host")),
    (r"labelled (?P<name>Q\d+)", lambda s, v: s.text("labelled %(name)s", name=v["name"])),
    (r"with the words of the record", lambda s, _: s.text("worded as in session.md")),
    (r"which speaks of the next question", lambda s, _: s.text("which speaks of the next question")),
    (r"the host's post", lambda s, _: s.text("the host’s post")),
    (r"a guest's post", lambda s, _: s.text("a guest’s post")),
    (r"a post of who asks most here", lambda s, _: s.text("a post of who asks most here")),
    (r"a participant's post", lambda s, _: s.text("a participant’s post")),
    (r"a greeting", lambda s, _: s.text("a greeting")),
    (r"a farewell", lambda s, _: s.text("a farewell")),
)
_PATTERNS = tuple((re.compile(pattern), say) for pattern, say in _SAYINGS)


def say_reason(reason: str, speech: Speech) -> str:
    """A reason of the draft; one that is not known here stays in English."""
    return _say_reason(reason, speech)


@lru_cache(maxsize=4096)  # many posts have the same
def _say_reason(reason: str, speech: Speech) -> str:
    for pattern, say in _PATTERNS:
        if found := pattern.fullmatch(reason):
            return say(speech, found.groupdict())
    for between in (", ", " and "):  # "9 likes and 2 reposts, 4 times what is usual"
        before, mark, after = reason.partition(between)
        if mark and (is_said(before) or is_said(after)):
            word = speech.text("and")
            joint = between if between == ", " else f" {word} "
            return joint.join([say_reason(before, speech), say_reason(after, speech)])
    return reason


def is_doubt(reason: str) -> bool:
    """Whether it says that a post may be no answer to its question."""
    return reason.startswith(_DOUBT)


def say_reasons(reasons: Iterable[str], speech: Speech) -> str:
    """Several reasons in a line."""
    return "; ".join(say_reason(each, speech) for each in reasons)


def is_said(reason: str) -> bool:
    """Whether a reason is known here."""
    return any(pattern.fullmatch(reason) for pattern, _ in _PATTERNS)
