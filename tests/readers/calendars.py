"""Calendars, read by the programs that people use: icalendar (Python), ical.js (Thunderbird), libical (KDE, GNOME)."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.readers import CACHE, need

_HERE = Path(__file__).parent


def read_with_icalendar(content: bytes) -> Calendar:
    """A calendar that icalendar found nothing wrong with, which it would only note."""
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    assert [(component.name, component.errors) for component in calendar.walk() if component.errors] == []
    return calendar


def read_with_ical_js(contents: Iterable[bytes]) -> list[Any]:
    """Calendars as jCal: `["vcalendar", [[name, parameters, type, value…]…], [components…]]`; RFC 7265."""
    node, library = need("node"), need("ical.js")
    texts = json.dumps([content.decode() for content in contents])
    command = [node, _HERE / "ical_js.mjs", library]
    run = subprocess.run(command, input=texts.encode(), capture_output=True, check=False)
    assert (run.returncode, run.stderr.decode()) == (0, "")
    found: list[Any] = json.loads(run.stdout)
    return found


def check_with_libical(content: bytes) -> list[str]:
    """What libical's `icalrestriction_check` finds wrong, a sentence each."""
    run = subprocess.run([_libical_checker()], input=content, capture_output=True, check=False)
    findings = run.stdout.decode().splitlines()
    assert run.returncode == bool(findings), run.stderr.decode()
    return findings


def _libical_checker() -> Path:
    """The small C program beside this file, compiled once for each of its versions."""
    compiler, _ = need("gcc"), need("libical")
    source = _HERE / "libical_check.c"
    program = CACHE / "readers" / f"libical-check-{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}"
    if not program.exists():
        program.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=program.parent) as folder:  # other workers may compile at the same time
            built = Path(folder) / "check"
            subprocess.run([compiler, "-O1", "-o", built, source, "-lical"], check=True)
            built.replace(program)
    return program
