"""Every kind of page that the demo has, for tests that look at all of them."""

from __future__ import annotations

LONGEST_RECAP = "chats/bibli-heure/ia-catalogage/"
PAGES = {
    "landing": "",
    "landing in French": "fr/",
    "directory": "chats/",
    "chat": "chats/museum-hour/",
    "chat in French": "chats/bibli-heure/",
    "session": "chats/museum-hour/ai-captions/",
    "cancelled session": "chats/museum-hour/object-of-the-year/",
    "postponed session": "chats/bibli-heure/budget/",
    "moved session": "chats/museum-hour/loans-and-crates/",
    "session without a recap": "chats/museum-hour/volunteers/",
    "recap": "chats/museum-hour/who-writes-the-label/",
    "longest recap": LONGEST_RECAP,
    "transcript": "chats/museum-hour/who-writes-the-label/transcript/",
    "archive": "archive/",
    "year": "archive/2026/",
    "year in French": "fr/archive/2026/",
    "topics": "topics/",
    "topic": "topics/collections/",
    "people": "people/",
    "person": "people/jonas/",
    "questions": "questions/museum-hour/",
    "resources": "resources/bibli-heure/",
    "unanswered": "unanswered/",
    "unanswered of a chat": "unanswered/museum-hour/",
    "numbers over time": "numbers/museum-hour/",
    "host's page": "join/",
    "not found": "404.html",
}
FRAMES = {
    "frame of a recap": "chats/museum-hour/who-writes-the-label/embed/",
    "frame of a session": "chats/museum-hour/ai-captions/embed/",
    "frame of what is next": "embed/museum-hour/",
    "what to paste": "chats/museum-hour/who-writes-the-label/embed/#code",
}
