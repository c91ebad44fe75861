"""An entry of an earlier build is taken as long as it is true: same files, chat, people and settings, and its time."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from causerie.cache import Cache
from causerie.entries import Entry, SiteReading, read_site
from causerie.glance import glance_at, is_settled
from causerie.settings import Settings
from causerie.views.session_parts import Parts, make_parts
from tests import make
from tests.mkdocs_plugin.warm_site import AMPHORA, FOLDERS, LABELS, MUSEUM, PAPER, make_site

Edit = Callable[[Path], object]
MOMENTS = st.datetimes(datetime(2026, 9, 1), datetime(2027, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001 - see timezones


def settings_of(root: Path, **changes: Any) -> Settings:
    return make.settings(root=root, content=root / "content", **changes)


def show(parts: Parts | None) -> object:
    """All that is published of a session."""
    if parts is None:
        return None
    files = [(file.path, file.source or file.read()) for file in parts.files]
    shared = (dict(parts.events), parts.data, parts.recap_data, parts.archived, parts.quoted, parts.has_outline)
    return parts.page(), files, shared, parts.search and parts.search()


def show_all(reading: SiteReading) -> dict[str, object]:
    return {name: show(parts) for name, parts in reading.parts.items()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records that nobody changes."""
    return make_site(tmp_path_factory.mktemp("host")).root


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """Records to change, that have stood there for a while."""
    root = make_site(tmp_path / "host").root
    while not all(is_settled(glance_at(folder)) for folder in root.glob("content/chats/*/*")):
        pass
    return root


def read(
    root: Path, now: datetime = make.NOW, before: SiteReading | None = None, cache: Cache | None = None, **changes: Any
) -> SiteReading:
    return read_site(settings_of(root, **changes), now, cache or Cache(None), before, has_search=True)  # fmt: skip


def made_anew(before: SiteReading, after: SiteReading) -> set[str]:
    """The folders whose entries were not taken over."""
    return {
        Path(name).parent.name for name, entry in after.entries.items() if before.entries.get(name) is not entry
    }  # fmt: skip


# --- The clock -------------------------------------------------------------------------------------------------------


def span(entry: Entry) -> tuple[datetime, datetime]:
    """From when to when an entry is true; these records know no time outside of two years."""
    begin, end = max(entry.state.since, _FIRST.timestamp()), min(entry.state.until, _LAST.timestamp())
    return datetime.fromtimestamp(begin, UTC), datetime.fromtimestamp(end, UTC)


_FIRST, _LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


@given(now=MOMENTS, share=st.floats(0, 1, exclude_max=True), folder=st.sampled_from(FOLDERS))
def test_as_long_as_an_entry_is_true_its_parts_are_the_same(
    root: Path, now: datetime, share: float, folder: str
) -> None:
    settings = settings_of(root)
    entry = read(root, now).entries[f"{folder}/session.md"]
    begin, end = span(entry)
    other = min(begin + (end - begin) * share, end - timedelta(microseconds=1))
    session = entry.reading.session
    assert session is not None
    assert begin <= now < end
    assert session.is_public(other) == session.is_public(now) == (entry.parts is not None)
    if entry.parts is not None:
        assert show(entry.parts) == show(make_parts(session, settings, now, has_search=True))
        assert show(entry.parts) == show(make_parts(session, settings, other, has_search=True))


@given(now=MOMENTS, folder=st.sampled_from(FOLDERS), after=st.booleans())
def test_at_the_end_of_its_time_an_entry_is_made_anew(root: Path, now: datetime, folder: str, after: bool) -> None:
    before = read(root, now)
    name = f"{folder}/session.md"
    begin, end = span(before.entries[name])
    later = end if after else begin - timedelta(seconds=1)
    assume(_FIRST < later < _LAST)
    turned = read(root, later, before)
    assert turned.entries[name] is not before.entries[name]
    anew = read(root, later)
    assert show_all(turned) == show_all(anew)


def test_within_its_time_an_entry_is_taken_over(root: Path) -> None:
    before = read(root)
    assert made_anew(before, read(root, make.NOW + timedelta(minutes=1), before)) == set()


# --- The files -------------------------------------------------------------------------------------------------------


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def touch(path: Path) -> None:
    os.utime(path, (0, 0))


def rewrite_silently(path: Path, old: str, new: str) -> None:
    """So that neither the file's size nor its time tells."""
    assert len(old) == len(new)
    state = path.stat()
    rewrite(path, old, new)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: rewrite(root / AMPHORA / "session.md", "One **amphora**", "One **jar**"),
        lambda root: rewrite_silently(root / AMPHORA / "session.md", "One **amphora**", "Two **amphora**"),
        lambda root: rewrite(root / AMPHORA / "recap.yml", "forty", "fifty"),
        lambda root: rewrite_silently(root / AMPHORA / "transcript.jsonl", "two horses", "six horses"),
        lambda root: (root / AMPHORA / "recap.yml").unlink(),
        lambda root: (root / AMPHORA / "media" / "handle.png").unlink(),
        lambda root: (root / AMPHORA / "media" / "handle.png").rename(root / AMPHORA / "media" / "x.png"),
        lambda root: (root / AMPHORA / "recap.yaml").touch(),
    ],
)
def test_a_changed_folder_is_read_again_and_no_other(edit: Edit, host: Path, tmp_path: Path) -> None:
    before = read(host)
    kept = Cache(tmp_path / "cache")
    read(host, cache=kept)
    edit(host)
    assert made_anew(before, read(host, before=before)) == {Path(AMPHORA).name}
    anew, restored = read(host), read(host, cache=Cache(tmp_path / "cache"))
    assert restored.problems == anew.problems == read(host, before=before).problems
    assert show_all(restored) == show_all(anew)


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: list(map(touch, root.rglob("*.*"))),
        lambda root: (root / AMPHORA / "media" / "handle.png").write_bytes(b"another picture"),
        lambda root: [
            shutil.copy(path, path.with_name("x")).replace(path) for path in root.glob("content/chats/*/*/*.*")
        ],
    ],
    ids=["checked out again", "another picture", "replaced by the same"],
)
def test_what_says_the_same_is_not_made_again(edit: Edit, host: Path) -> None:
    before = read(host)
    edit(host)
    assert made_anew(before, read(host, before=before)) == set()


def test_a_file_that_is_saved_twice_at_once_with_the_same_size_is_noticed(host: Path) -> None:
    """The clock of a disk stands still for some milliseconds; here the entry saw what the second save looks like."""
    path = host / AMPHORA / "session.md"
    rewrite(path, "One **amphora**", "Two **amphora**")
    before = read(host)
    rewrite_silently(path, "Two **amphora**", "Six **amphora**")
    entry = before.entries[f"{AMPHORA}/session.md"]
    entry.state = replace(entry.state, glance=glance_at(path.parent))
    assert made_anew(before, read(host, before=before)) == {Path(AMPHORA).name}


def test_what_can_be_found_is_named_by_nothing_else(host: Path) -> None:
    """Else a browser would fetch the index anew after a change that nobody can find, or of file times alone."""
    parts = read(host).entries[f"{AMPHORA}/session.md"].parts
    path = host / AMPHORA / "retro.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# Nobody sees this.\n", encoding="utf-8")
    after = read(host).entries[f"{AMPHORA}/session.md"].parts
    assert parts is not None
    assert after is not None
    assert after.key != parts.key
    assert after.search_key == parts.search_key != b""


def test_a_picture_becomes_a_link_out_of_its_folder_and_is_refused(host: Path, tmp_path: Path) -> None:
    before = read(host)
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    picture = host / AMPHORA / "media" / "handle.png"
    picture.unlink()
    picture.symlink_to(secret)
    after = read(host, before=before)
    assert [problem.path for problem in after.problems if "a link out of" in problem.message] == [
        f"{AMPHORA}/recap.yml"
    ]
    picture.unlink()
    picture.write_bytes(b"picture")
    assert read(host, before=after).problems == before.problems


# --- What sessions share ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "concerned"),
    [
        ("content/people.yml", "Jonas Lindqvist", "Jonas L.", ["amphora", "labels", "wrappings"]),
        ("content/people.yml", "lea:\n", "ida:\n  name: Ida\nlea:\n", ["amphora"]),  # whose advice may name anybody
        (f"{PAPER}/chat.yml", "title: L'heure", "title: Une heure", ["affiches", "cartes"]),
        ("content/forget.yml", "gone.example", "other.example", [folder.rpartition("/")[2][11:] for folder in FOLDERS]),
    ],
)
def test_what_sessions_share_concerns_those_that_depend_on_it(
    file: str, old: str, new: str, concerned: list[str], host: Path
) -> None:
    before = read(host)
    rewrite(host / file, old, new)
    assert sorted(folder[11:] for folder in made_anew(before, read(host, before=before))) == sorted(concerned)


def test_every_setting_concerns_every_session(host: Path) -> None:
    before = read(host)
    changes: dict[str, Any] = {
        "site_url": "https://other.example/", "site_name": "Other", "language": "fr", "uid_domain": "ids.example",
        "contact": "mailto:us@chats.example", "weeks_ahead": 3, "keep_months": 3, "feed_items": 3,
    }  # fmt: skip
    for name, value in changes.items():
        assert len(made_anew(before, read(host, before=before, **{name: value}))) == len(before.entries), name


def test_a_cache_that_names_somebody_who_is_gone_is_read_all_the_same(host: Path, tmp_path: Path) -> None:
    read(host, cache=Cache(tmp_path / "cache"))
    (host / "content/forget.yml").write_text('- {account: "bluesky:jonas.example", on: 2026-11-22}\n')
    anew, restored = read(host), read(host, cache=Cache(tmp_path / "cache"))
    assert restored.problems == anew.problems
    assert show_all(restored) == show_all(anew)


# --- From one build of a preview to the next -------------------------------------------------------------------------


def test_the_last_good_version_keeps_its_own_texts(host: Path, tmp_path: Path) -> None:
    """Its bytes are overwritten by those of the version that has a mistake."""
    read(host, cache=Cache(tmp_path / "cache"))
    before = read(host, cache=Cache(tmp_path / "cache"))
    path = host / AMPHORA / "session.md"
    rewrite(path, "One **amphora**", "One **jar**")
    rewrite(path, "status: confirmed", "status: confirmd")
    after = read(host, before=before, cache=Cache(tmp_path / "cache"))
    last = after.library.session("museum-hour", "amphora")
    assert last is not None
    assert last.prose.strip() == "One **amphora**, an hour."
    assert len(last.questions) == 3
    assert last.recap is not None
    assert len(last.recap.highlights) == 4


def test_the_last_good_recap_keeps_its_own_texts_below_its_sessions_new_ones(host: Path, tmp_path: Path) -> None:
    """Nobody has looked at these texts yet: no question is carried on, and nobody is to be forgotten."""
    (host / "content/forget.yml").unlink()
    read(host, cache=Cache(tmp_path / "cache"))
    before = read(host, cache=Cache(tmp_path / "cache"))
    dust = host / MUSEUM / "2026-11-11-dust"
    rewrite(dust / "session.md", "What do you dust?", "What do you wash?")
    rewrite(dust / "recap.yml", "summary: With brushes", "summery: With water")
    after = read(host, before=before, cache=Cache(tmp_path / "cache"))
    last = after.library.session("museum-hour", "dust")
    assert last is not None
    assert last.recap is not None
    assert (last.questions[0].text, last.recap.summary) == ("What do you wash?", "With brushes.")


def test_a_hundred_edits_leave_nothing_behind(host: Path) -> None:
    reading = read(host)
    path = host / LABELS / "session.md"
    text = path.read_text(encoding="utf-8")
    counts = []
    for at in range(12):
        path.write_text(text.replace("Bring a label.", f"Bring {at} labels."), encoding="utf-8")
        reading = read(host, before=reading)
        gc.collect()
        counts.append(sum(isinstance(each, Entry) for each in gc.get_objects()))
    assert counts[-1] == counts[2] == len(reading.entries)
