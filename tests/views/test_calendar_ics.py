"""`ics` without the parser that it makes for itself."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from causerie.views.calendar_ics import load_ics
ics = load_ics()
assert not [name for name in sys.modules if name.partition(".")[0] == "tatsu"]
lines = ("BEGIN:VCALENDAR", "PRODID:-//a//b", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "DTSTART:20261202T200000Z")
(event,) = ics.Calendar("\\r\\n".join([*lines, "END:VEVENT", "END:VCALENDAR"])).events
print(event.uid, event.begin.isoformat(), "tatsu" in sys.modules)
"""


def test_the_parser_is_made_only_when_somebody_parses() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1 2026-12-02T20:00:00+00:00 True\n", "")
