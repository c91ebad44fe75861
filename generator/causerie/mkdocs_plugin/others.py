"""Other plugins and hooks: where they take part in what we would do at once, we do it step by step, as they expect."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.causerie")

# In these, a plugin may change what a template finds; in the last of all, only what came of it.
SHAPING_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context")
PAGE_EVENTS = (*SHAPING_EVENTS, "post_page")


def find_others(config: MkDocsConfig, ours: object, events: Iterable[str]) -> list[str]:
    """The names of those that listen to one of these events."""
    methods = (method for event in events for method in config.plugins.events[event])
    names = (
        config.plugins._event_origins.get(method, "a hook")  # MkDocs has no other list of them
        for method in methods
        if getattr(method, "__self__", None) is not ours
    )
    return list(dict.fromkeys(names))


def say_others(config: MkDocsConfig, ours: object) -> bool:
    """Whether others take part in making pages: then MkDocs makes each of ours, too, and the log says why."""
    others = find_others(config, ours, PAGE_EVENTS)
    if others:
        log.info("Each page is built on its own, which takes longer, because of %s.", ", ".join(others))
    return bool(others)
