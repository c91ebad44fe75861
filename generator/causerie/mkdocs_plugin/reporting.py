"""What is wrong, said through MkDocs: its log, and the warnings that its strict mode counts."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterable

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from causerie.problems import Problem, Severity

log = logging.getLogger("mkdocs.plugins.causerie")
_CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def report_problems(problems: Iterable[Problem], *, may_go_on: bool) -> None:
    """Say every problem; errors end a build but not a preview, which goes on with the last good records.

    Raises PluginError where there are errors and the build may not go on.
    """
    errors = 0
    for problem in problems:
        is_error = problem.severity is Severity.ERROR
        errors += is_error
        if problem.severity is Severity.WARNING or (is_error and may_go_on):
            log.warning("%s", problem)
        elif is_error:
            log.error("%s", problem)
    if errors and not may_go_on:
        raise PluginError(f"{errors} error(s) in the records; the site was not built.")


def refuse_full_disk(error: Exception) -> None:
    """Say in a sentence that nothing can be written: a traceback is for what somebody has programmed wrongly.

    Raises PluginError where that is what ended the build.
    """
    if isinstance(error, OSError) and error.errno in _CANNOT_WRITE:
        path = error.filename2 or error.filename or "A file"
        raise PluginError(f"{path} cannot be written: {error.strerror}. The site is left as it was.") from error


def has_warned() -> bool:
    """Whether strict mode will fail: MkDocs counts warnings while it builds, and looks at them after its last event."""
    logger: logging.Logger | None = log
    while logger is not None:
        if any(isinstance(handler, CountHandler) and handler.get_counts() for handler in logger.handlers):
            return True
        logger = logger.parent
    return False
