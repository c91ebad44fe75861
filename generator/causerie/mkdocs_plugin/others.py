"""Other plugins and hooks: where they take part in what we would do at once, we do it step by step, as they expect."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

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
