"""The templates of a kit: the host's own under `content/kit/`, else those that come with the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from causerie.frozen import frozen
from causerie.i18n import SOURCE_LANGUAGE
from causerie.problems import CauserieError, Problem
from causerie.promoting.filling import Template, parse_template
from causerie.settings import Settings

FOLDER = "kit"  # below content/
_OWN = Path(__file__).parent / "wordings"
_COMMON = {
    "chat": "the chat's name",
    "hashtag": "its hashtag, with #",
    "title": "what the session is about",
    "hosts": "who runs it, each with a handle of the platform",
    "guests": "who is invited, likewise",
    "day": "the session's day",
    "Day": "the same with a capital, where it begins a sentence",
    "time": "when it begins, in the chat's zone",
    "zone": "which zone that is",
    "duration": "how long it takes",
    "link": "the session's page",
    "chat_link": "the chat's page",
    "q1": "how the first question is marked",
    "a1": "and how answers to it are",
}
_NEXT = {"next_day": "the next session's day", "next_time": "its time", "next_title": "its title, once there is one"}
_LETTER = {
    "guest": "the guest's name",
    "questions": "the questions, each with its time",
    "where": "the platforms",
    "end": "when it ends",
    "intro": "the introduction that you wrote",
}
_RECAP = {"takeaway": "one of the recap's takeaways", "part": "which post of the thread it is, such as 2/5"}
_PEOPLE = {"people": "some of those who wrote, by their handles"}
_PERSON = {"person": "the handle of whom it is for"}
_OPEN = {"question": "what they asked"}
_CARRIED = {"carried_day": "the day of the session that takes it up", "carried_title": "its title"}
_QUESTION = {
    "label": "the question's mark, such as Q1",
    "answer": "how answers are marked, such as A1",
    "question": "the question",
}


@frozen
class Kind:
    """A template that a host may replace: when it is used, and what it may name."""

    when: str
    known: Mapping[str, str]


KINDS: Mapping[str, Kind] = {
    "week": Kind("a week before", _COMMON),
    "day": Kind("a day before, at the same hour", _COMMON),
    "hour": Kind("an hour before", _COMMON),
    "welcome": Kind("on the hour", _COMMON),
    "icebreaker": Kind("before the first question", _COMMON),
    "question": Kind("at each question's minute", _COMMON | _QUESTION),
    "reminder": Kind("at half time: the rules", _COMMON),
    "next": Kind("at the end: the next date", _COMMON | _NEXT),
    "thanks": Kind("the day after", _COMMON),
    "recap": Kind("when the recap is published", _COMMON | {"part": _RECAP["part"]}),
    "takeaway": Kind("below it, for each takeaway", _COMMON | _RECAP),
    "mentions": Kind("after the thanks: those who took part, by their handles", _COMMON | _PEOPLE),
    "quoted": Kind("below the post of each whom the recap quotes", _COMMON | _PERSON),
    "reply": Kind("below a question that stayed open", _COMMON | _PERSON | _OPEN),
    "carried": Kind("below a question that another session takes up", _COMMON | _PERSON | _OPEN | _CARRIED),
    "invitation": Kind("a letter that invites a guest", _COMMON | _LETTER),
    "brief": Kind("what a guest should know", _COMMON | _LETTER),
    "newsletter": Kind("a text for a newsletter", _COMMON | _LETTER),
    "linkedin-event": Kind("the text of an event on LinkedIn", _COMMON | _LETTER),
    "facebook-event": Kind("the text of an event on Facebook", _COMMON | _LETTER),
}
LETTERS = ("invitation", "brief", "newsletter", "linkedin-event", "facebook-event")


@frozen
class Wordings:
    """The templates of one language, by kind; `missing` are those that are there in English alone."""

    templates: Mapping[str, Template]
    missing: tuple[str, ...] = ()


def read_wordings(settings: Settings, language: str) -> tuple[Wordings, tuple[Problem, ...]]:
    """The templates of a language, and what is wrong in the host's own. Raises CauserieError for an unreadable one."""
    templates: dict[str, Template] = {}
    problems: list[Problem] = []
    missing = []
    for name, kind in KINDS.items():
        file = next((path for path in _places(settings, name, language) if path.is_file()), None)
        if file is None:
            missing.append(name)
            file = _OWN / SOURCE_LANGUAGE / f"{name}.txt"
        template, wrong = parse_template(_read(file), _shown(file, settings), kind.known)
        templates[name] = template
        problems += wrong
    return Wordings(templates, tuple(missing)), tuple(problems)


def unknown_templates(settings: Settings) -> list[Path]:
    """Files of the host's folder that no kind of text takes its words from."""
    found = sorted((settings.content / FOLDER).rglob("*.txt"))
    return [path for path in found if path.stem not in KINDS]


def commented_templates(settings: Settings, language: str) -> Iterator[tuple[Path, str]]:
    """Each template of a language as a file for the host to edit, with what it may name."""
    for name, kind in KINDS.items():
        own = _OWN / _base(language) / f"{name}.txt"
        text = _read(own if own.is_file() else _OWN / SOURCE_LANGUAGE / f"{name}.txt")
        yield settings.content / FOLDER / language / f"{name}.txt", _comment(name, kind) + text


def _places(settings: Settings, name: str, language: str) -> Iterator[Path]:
    """Where a template may stand, the most particular first: `fr-CA`, `fr`, any language; then the program's own."""
    mine = settings.content / FOLDER
    for each in dict.fromkeys((language, _base(language))):
        yield mine / each / f"{name}.txt"
    yield mine / f"{name}.txt"
    yield _OWN / _base(language) / f"{name}.txt"


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _comment(name: str, kind: Kind) -> str:
    width = max(map(len, kind.known)) + 2
    lines = [
        f"{name}: {kind.when}. What you write here takes the place of the program's own words.",
        "Lines that begin with // are for you alone. --- stands between wordings: sessions take them in turn.",
    ]
    if name in LETTERS:
        lines.append("A line whose {value} is not known is left out.")
    else:
        lines.append("A line whose {value} is not known is left out; one after '? ' also where it does not fit.")
    lines += [f"  {f'{{{each}}}':<{width}}  {meaning}" for each, meaning in kind.known.items()]
    return "".join(f"// {line}\n" for line in lines) + "\n"


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CauserieError(f"{file} is no UTF-8 text. Save it as UTF-8.") from None


def _shown(file: Path, settings: Settings) -> str:
    return file.relative_to(settings.root).as_posix() if file.is_relative_to(settings.root) else file.name
