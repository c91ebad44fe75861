"""The corpus in the shape that each generator reads most naturally: the same words for all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from benchmarks.corpus import CHATS, Corpus, Person, Post, Session, speakers

_PLAIN = re.compile(r"[A-Za-z][\w ,.?'-]*")  # what a host leaves without quotes; it is never one word alone


def write_records(corpus: Corpus, folder: Path) -> None:
    """Our records: two chats, people.yml, a folder a session."""
    people = [
        f'{p.handle}:\n  name: {p.name}\n  accounts: {{mastodon: "@{p.handle}@social.example"}}\n' for p in speakers()
    ]
    _write(folder / "people.yml", "".join(people))
    for number, chat in enumerate(CHATS):
        first = corpus.upcoming[number].start
        _write(
            folder / "chats" / chat.id / "chat.yml",
            f"title: {chat.title}\nhashtag: {chat.hashtag}\ntagline: An hour every other week\n"
            "language: en\ntimezone: UTC\n"
            f"hosts: [{speakers()[number].handle}]\nplatforms: {{mastodon: social.example}}\n"
            f'schedule: {{every: 2 weeks, on: friday, at: "{first:%H:%M}", from: {first:%Y-%m-%d}}}\n',
        )
    for session in (*corpus.past, *corpus.upcoming):
        place = folder / "chats" / session.chat.id / session.folder
        _write(place / "session.md", _session_record(session))
        if session.highlights:
            _write(place / "recap.yml", "\n".join(_recap_record(session)) + "\n")


def _session_record(session: Session) -> str:
    slot = "" if session.highlights else f"slot: {session.start:%Y-%m-%d}\n"
    guests = f"guests: [{', '.join(p.handle for p in session.guests)}]\n" if session.guests else ""
    return (
        f"---\ntitle: {_scalar(session.title)}\nstart: {session.start:%Y-%m-%d %H:%M}\n{slot}duration: 60\n"
        f"status: confirmed\nhosts: [{', '.join(p.handle for p in session.hosts)}]\n{guests}"
        + "\n".join(_list("questions", session.questions))
        + f"\n---\n{session.prose}"
    )


def _recap_record(session: Session) -> Iterator[str]:
    yield f"published: {session.start + timedelta(days=1):%Y-%m-%d}"
    yield f"summary: {_scalar(session.description)}"
    yield from _list("takeaways", session.takeaways)
    yield "highlights:"
    for post in session.highlights:
        author = post.author
        yield f"  - question: {post.question}"
        yield "    post:"
        yield "      platform: mastodon"
        yield f"      url: {post.url}"
        yield f"      author: {{name: {author.name}, handle: {author.handle}@social.example}}"
        yield f"      text: {_scalar(post.text)}"
        yield f"      posted: {post.posted:%Y-%m-%dT%H:%M:%SZ}"
        yield f"      likes: {post.likes}"
    yield f"metrics: {{posts: {session.posts}, participants: {session.participants}}}"


def write_front_matter(corpus: Corpus, folder: Path) -> None:
    """Markdown with front matter that holds everything, for Hugo and Eleventy."""
    for kind, sessions in (("recaps", corpus.past), ("upcoming", corpus.upcoming)):
        for session in sessions:
            fields = "\n".join(_front_matter(session))
            _write(folder / kind / f"{session.folder}.md", f"---\n{fields}\n---\n\n{session.prose}")


def _front_matter(session: Session) -> Iterator[str]:
    yield f"id: {session.folder}"
    yield f"title: {_scalar(session.title)}"
    yield f"hashtag: {session.chat.hashtag}"
    yield f"date: {session.start:%Y-%m-%dT%H:%M:%SZ}"
    yield "duration: 60"
    yield f"description: {_scalar(session.description)}"
    for name, people in (("hosts", session.hosts), ("guests", session.guests)):
        yield f"{name}:" if people else f"{name}: []"
        for person in people:
            yield f'  - {{name: {person.name}, handle: "@{person.handle}"}}'
    yield "questions:"
    for number, question in enumerate(session.questions, 1):
        yield f"  - id: Q{number}"
        yield f"    text: {_scalar(question)}"
    if session.highlights:
        yield "highlights:"
        for post in session.highlights:
            yield f"  - question: {post.question}"
            yield f"    author: {post.author.name}"
            yield f'    handle: "@{post.author.handle}"'
            yield f"    text: {_scalar(post.text)}"
            yield f"    url: {post.url}"
            yield f"    date: {post.posted:%Y-%m-%dT%H:%M:%SZ}"
            yield f"    likes: {post.likes}"
        yield from _list("takeaways", session.takeaways)
        yield f"stats: {{posts: {session.posts}, participants: {session.participants}}}"


def write_pages(corpus: Corpus, folder: Path) -> None:
    """Finished Markdown pages with their lists, for plain MkDocs and Zensical."""
    for session in corpus.past:
        fields = f"title: {_scalar(session.title)}\ndescription: {_scalar(session.description)}"
        text = f"---\n{fields}\ndate: {session.start:%Y-%m-%d}\n---\n\n# {session.title}\n\n{_markdown(session)}"
        _write(folder / "recaps" / f"{session.folder}.md", text)
    years = {year: list(held) for year, held in groupby(corpus.past, key=lambda s: s.start.year)}
    latest = _links(corpus.past[:10], "recaps/")
    _write(
        folder / "index.md",
        f"# Hashtag chats\n\n## Upcoming\n\n{_announcements(corpus)}\n\n## Latest recaps\n\n{latest}\n",
    )
    contents = "\n".join(f"- [{year}]({year}.md) ({len(held)})" for year, held in years.items())
    _write(folder / "archive" / "index.md", f"# Archive\n\n{contents}\n")
    for year, held in years.items():
        _write(folder / "archive" / f"{year}.md", f"# Archive {year}\n\n{_links(held, '../recaps/')}\n")


def write_articles(corpus: Corpus, folder: Path) -> None:
    """Finished Markdown articles with Pelican's metadata."""
    for session in corpus.past:
        fields = (
            f"Title: {session.title}\nDate: {session.start:%Y-%m-%d %H:%M}\nCategory: {session.chat.hashtag}\n"
            f"Slug: {session.folder}\nSummary: {session.description}\n"
        )
        _write(folder / "recaps" / f"{session.folder}.md", f"{fields}\n{_markdown(session)}")
    _write(folder / "pages" / "upcoming.md", f"Title: Upcoming\nSlug: upcoming\n\n{_announcements(corpus)}\n")


def _markdown(session: Session) -> str:
    """A recap's page without its heading."""
    facts = f"**Date:** {session.start:%Y-%m-%d} · **Hosts:** {_names(session.hosts)}"
    facts += f" · **Guests:** {_names(session.guests)}" if session.guests else ""
    lines = [f"{facts} · {session.posts} posts by {session.participants} people", "", session.prose]
    lines += ["## Takeaways", "", *(f"- {takeaway}" for takeaway in session.takeaways), ""]
    for number, question in enumerate(session.questions, 1):
        lines += [f"## Q{number}. {question}", ""]
        for post in session.highlights:
            if post.question == number:
                lines += [*_quote(post), "", "<!-- -->", ""]
    return "\n".join(lines)


def _quote(post: Post) -> Iterator[str]:
    text = post.text.replace("_", r"\_")  # Markdown's own reading of what people post
    yield f"> {text}"
    yield ">"
    who = f"**{post.author.name}** (@{post.author.handle})"
    yield f"> — {who}, [{post.posted:%Y-%m-%d %H:%M}]({post.url}) · {post.likes} likes"


def _names(people: Iterable[Person]) -> str:
    return ", ".join(f"[{person.name}]({person.url})" for person in people)


def _links(sessions: Iterable[Session], prefix: str) -> str:
    return "\n".join(f"- {s.start:%Y-%m-%d} [{s.title}]({prefix}{s.folder}.md)" for s in sessions)


def _announcements(corpus: Corpus) -> str:
    return "\n".join(
        f"- **{s.start:%Y-%m-%d %H:%M} UTC** — {s.title} (#{s.chat.hashtag}), "
        f"hosts: {', '.join(p.name for p in s.hosts)}"
        for s in corpus.upcoming
    )


def _list(name: str, texts: Iterable[str]) -> Iterator[str]:
    yield f"{name}:"
    for text in texts:
        yield f"  - {_scalar(text)}"


def _scalar(text: str) -> str:
    """Text as a host writes it in YAML: quoted only where it must be."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
