"""What the checks before a publication say, as the page shows it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from causerie.frozen import frozen


@frozen(kw_only=True)
class Work:
    """What a page may have written, what a commit of it says, and where its session stands below the site's address."""

    paths: tuple[Path, ...]
    message: str
    address: str = ""


@frozen
class PublishStep:
    """Something that must be so before a site goes out."""

    text: str
    is_good: bool
    hint: str = ""
    files: tuple[str, ...] = ()


@frozen(kw_only=True)
class Checked:
    """All steps, what a host would type, and where the recap is found then."""

    steps: tuple[PublishStep, ...]
    setup: tuple[str, ...] = ()  # lines that make a repository of the site, once
    commands: tuple[str, ...] = ()
    preview: str = ""  # where `mkdocs serve` shows the recap
    public: str = ""  # where its visitors find it; empty where the site's address is not known

    @property
    def is_good(self) -> bool:
        """Whether nothing stands against it."""
        return all(step.is_good for step in self.steps)

    def explain(self) -> str:
        """What stands against it."""
        wrong = (step for step in self.steps if not step.is_good)
        return " ".join(" ".join(filter(None, (each.text, ", ".join(each.files), each.hint))) for each in wrong)

    def describe(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"is_good": self.is_good}
