"""The plan as a private page: one document without script, which is sent and never written to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from causerie.i18n import Speech
from causerie.planning.shown import ShownPlan
from causerie.views.pages.environment import render_template

STATIC = Path(__file__).parents[1] / "static"


def render_page(plan: ShownPlan, site_name: str, now: datetime, speech: Speech) -> str:
    """The HTML of a plan; it names its style sheets as `static/…`."""
    return render_template("plan/plan.html", speech, "", plan=plan, site_name=site_name, today=speech.day(now))
