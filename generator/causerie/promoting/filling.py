"""Templates of texts: what a host may write in one, and how one is filled so that a platform takes it.

A template is plain text. `{title}` stands for a value; a line whose value is not known is left out. `---` on a line of
its own stands between wordings, of which one is chosen; a line after `? ` is left out where it does not fit; one after
`//` is for the host alone. Nothing in a template can run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import regex

from causerie.frozen import frozen
from causerie.problems import Problem, did_you_mean
from causerie.text import clean_text

_PLACEHOLDER = regex.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_BETWEEN = regex.compile(r"^---[ \t]*$")
_COMMENT = "//"
_OPTIONAL = "? "
# What a long value may be shortened between: words, and the signs of languages that set no spaces between them.
_UNIT = regex.compile(
    r"\s*(?:[\p{Han}\p{Hiragana}\p{Katakana}](?:\p{M}|[、。！？」』）])*|[^\s\p{Han}\p{Hiragana}\p{Katakana}]+)"
)
_DANGLING = " \t\n\u00a0\u202f,;:–—-(«“\"'"


@frozen
class Line:
    """A line of a template; an optional one goes where there is no room."""

    text: str
    is_optional: bool = False


@frozen
class Template:
    """A template's wordings, of which a text takes one."""

    wordings: tuple[tuple[Line, ...], ...]


@frozen
class Filled:
    """A template with its values; `is_shortened` where it had to give something up."""

    text: str
    is_shortened: bool = False


def parse_template(text: str, path: str, known: Collection[str]) -> tuple[Template, tuple[Problem, ...]]:
    """The template that a text is, and what is wrong in it: placeholders that nobody knows, braces that stand alone."""
    wordings: list[list[Line]] = [[]]
    problems: list[Problem] = []
    for number, line in enumerate(clean_text(text.removeprefix("\ufeff")).split("\n"), 1):
        if line.startswith(_COMMENT):
            continue
        if _BETWEEN.match(line):
            wordings.append([])
            continue
        problems += [Problem(path, number, at + 1, message) for at, message in _mistakes(line, known)]
        is_optional = line.startswith(_OPTIONAL)
        wordings[-1].append(Line(line.removeprefix(_OPTIONAL).rstrip(" \t"), is_optional))
    trimmed = [_trim(lines) for lines in wordings]
    kept = tuple(lines for lines in trimmed if lines)
    if not kept and not problems:
        problems.append(Problem(path, 1, 1, "this template says nothing. Write a text, or delete the file."))
    return Template(kept), tuple(problems)


def fill_lines(text: str, values: Mapping[str, str]) -> str:
    """A text with its values, whatever they are; for what has no length and no lines that go."""
    return _PLACEHOLDER.sub(lambda found: _value(found, values), text)


def fill_template(
    lines: Sequence[Line],
    values: Mapping[str, str],
    *,
    is_kept: Callable[[str], bool] = lambda text: True,
    shorter: Mapping[str, str] | None = None,
    by_words: Sequence[str] = (),
) -> Filled:
    """A wording with its values, as long as `is_kept` allows.

    What does not fit goes in this order: values for which there is a `shorter` one; optional lines, the last first;
    then the values named in `by_words` lose their last words, one value after the other.
    """
    shown = [line for line in lines if all(values.get(name) for name in _names(line.text))]
    optional, whole = [line for line in shown if line.is_optional], len(shown)
    given, values = values, dict(values) | dict(shorter or {})
    while True:
        for these in (given, values):
            text = _join(shown, these)
            if is_kept(text):
                return Filled(text, is_shortened=len(shown) < whole)
        if not optional:
            break
        shown.remove(optional.pop())
    for name in by_words:
        units = _UNIT.findall(values.get(name, ""))
        for end in range(len(units), 0, -1):
            text = _join(shown, values)
            if is_kept(text):
                return Filled(text, is_shortened=True)
            values[name] = "".join(units[: end - 1]).rstrip(_DANGLING) + "…"
    return Filled(_join(shown, values), is_shortened=True)


def placeholder_mistakes(text: str, known: Collection[str]) -> list[str]:
    """What is wrong with the placeholders of a text, a sentence or two for each."""
    return [message for _, message in _mistakes(text, known)]


def _mistakes(line: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    for found in _PLACEHOLDER.finditer(line):
        if found[0] in ("{{", "}}") or found[1] in known:
            continue
        if found[1] is None:
            yield found.start(), f"'{found[0]}' stands alone. Write {found[0] * 2} for the sign itself."
            continue
        names = ", ".join(f"{{{name}}}" for name in sorted(known))
        hint = did_you_mean(found[1].strip(), known)
        yield found.start(), f"'{found[0]}' is no placeholder here.{hint} There are {names}."


def _trim(lines: list[Line]) -> tuple[Line, ...]:
    """Without empty lines at both ends."""
    begin, end = 0, len(lines)
    while begin < end and not lines[begin].text:
        begin += 1
    while end > begin and not lines[end - 1].text:
        end -= 1
    return tuple(lines[begin:end])


def _names(text: str) -> list[str]:
    return [found[1] for found in _PLACEHOLDER.finditer(text) if found[1]]


def _join(lines: Sequence[Line], values: Mapping[str, str]) -> str:
    """The lines with their values; what was left out leaves no gap."""
    text = "\n".join(fill_lines(line.text, values) for line in lines)
    return str(regex.sub(r"\n{3,}", "\n\n", text)).strip()


def _value(found: regex.Match[str], values: Mapping[str, str]) -> str:
    if found[0] in ("{{", "}}"):
        return found[0][0]
    return values.get(found[1] or "", "")
