"""The pages that a host wrote by hand, as text: MkDocs renders them, and `build` checks the blocks in them."""

from __future__ import annotations

import os

from causerie.frozen import frozen
from causerie.problems import Problem
from causerie.settings import Settings


@frozen
class HostPages:
    """The text of each page by its path, and the problems of those that cannot be read."""

    texts: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def read_pages(settings: Settings) -> HostPages:
    """Every page of `settings.pages`. Never raises for a host's mistake."""
    texts = []
    problems = []
    for file in settings.pages:
        path = os.path.relpath(file, settings.root).replace(os.sep, "/")
        try:
            content = file.read_bytes()
            texts.append((path, content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")))
        except OSError as error:
            message = f"the page cannot be read: {error.strerror or error}. Check that it is a file that you may read."
            problems.append(Problem(path, 1, 1, message))
        except UnicodeDecodeError as error:
            *above, before = content[: error.start].split(b"\n")
            byte = content[error.start]
            message = f"the text is not UTF-8 (byte {byte:#04x}). Save the file as UTF-8 in your editor."
            problems.append(Problem(path, len(above) + 1, len(before.decode()) + 1, message))
    return HostPages(tuple(texts), tuple(problems))
