"""Every real export there is: read by one importer, or refused with a reason; never an error."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pytest

from causerie.importers.export import open_export
from causerie.importers.formats import IMPORTERS, recognise_files
from causerie.importers.found import Found
from causerie.importers.gather import Gathering
from causerie.importers.importer import Importer
from causerie.importers.sample import Sample, take_sample
from causerie.importers.selection import select_all
from causerie.model.post import Post
from causerie.problems import CauserieError
from causerie.records.forget import Forgotten
from tests.importers.real import real_data

# Folders of exports; what else is there (records of other sites, papers, lexicons) is no export.
EXPORTS = {
    "api-v1.1", "bluesky", "discord-chatexporter", "irc-meetbot", "irc-reviewclub", "mastodon-api", "mastodon-outbox",
    "oembed-html", "rtweet-csv", "slack-export", "snscrape-jsonl", "storify", "tags-csv", "twarc1-json2csv",
    "twarc1-jsonl", "twarc2-jsonl", "twitter-archiver-csv", "x-archive", "x-archive-grailbird",
}  # fmt: skip


def read_everything(path: Path) -> tuple[Counter[str], list[Post]]:
    """What each importer takes of a file or folder, and the posts that come of all."""
    taken: Counter[str] = Counter()
    with ExitStack() as stack:
        room = Path(stack.enter_context(TemporaryDirectory()))
        gathering = stack.enter_context(Gathering(select_all(), Forgotten(), room))
        for scope, each in enumerate(recognise_files(open_export(str(path), stack))):
            for found in each.importer.read(each.file, each.export):
                if isinstance(found, Found):
                    taken[each.importer.name] += 1
                    gathering.add(found, has_hashtags=each.importer.has_hashtags, scope=scope)
        gathering.finish()
        return taken, list(gathering.posts())


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_an_export_of_each_kind_gives_posts_that_have_all_that_a_transcript_needs(name: str) -> None:
    taken, posts = read_everything(real_data(name))
    assert taken
    for post in posts:
        assert post.id.startswith(f"{post.platform}:")
        assert post.text or post.url or post.media, post.id
        assert post.posted is None or datetime(2006, 3, 21, tzinfo=UTC) <= post.posted <= datetime(
            2027, 1, 1, tzinfo=UTC
        )
        assert "https://t.co/" not in post.text or post.text.endswith("…") or name in ("oembed-html", "rtweet-csv"), (
            post.id
        )
        assert not any(sign in post.text for sign in ("&amp;amp;", "<p>", "<br")), post.id
        assert not post.author.handle.startswith("@"), post.id


def test_no_file_is_taken_by_two_importers_and_what_is_none_is_refused_with_what_was_tried() -> None:
    refused = 0
    for path in sorted(each for each in real_data().rglob("*") if each.is_file()):
        with ExitStack() as stack:
            export = open_export(str(path), stack)
            takers = [importer.name for importer in IMPORTERS if importer.recognise(take_sample(export.files[0]))]
            assert len(takers) <= 1, path
            if not takers:
                refused += 1
                with pytest.raises(CauserieError, match=r"no known export\. Looked for: X account archive; "):
                    recognise_files(export)
    assert refused > 10


def test_the_two_forms_of_one_chat_give_one_transcript_up_to_what_the_table_lacks() -> None:
    _, lines = read_everything(real_data("twarc1-jsonl", "critlib-2015-05-19.jsonl"))
    _, rows = read_everything(real_data("twarc1-json2csv", "critlib-may192015.csv"))

    def told(post: Post) -> tuple[object, ...]:
        author = post.author
        return (
            *(
                post.id,
                post.url,
                author.handle,
                author.name,
                author.url,
                post.posted,
                post.text,
                post.lang,
                post.reply_to,
            ),
            *(post.quote_of, post.hashtags, post.links, post.likes, post.reposts, post.sensitive),
        )

    assert [told(post) for post in lines] == [told(post) for post in rows]
    assert len(lines) == 275


@pytest.mark.parametrize(
    "head",
    [b" " * 90_000, b"12:" * 30_000, b"- " * 45_000, b"\t" * 90_000, b"(<a @" * 18_000, b"[" * 90_000, b"@a " * 30_000],
)
def test_no_beginning_of_a_file_keeps_an_importer_busy(head: bytes) -> None:
    """Four times as much takes about four times as long, and not sixteen times."""
    for importer in IMPORTERS:
        quarter, whole = (least_time(importer, head[:size]) for size in (len(head) // 4, len(head)))
        assert whole < 10 * max(quarter, 0.02), importer.name  # what takes less cannot be compared


def least_time(importer: Importer, head: bytes) -> float:
    """The seconds that an importer takes to look at a beginning: the least of three, as a busy machine only adds."""
    taken = []
    for _ in range(3):
        begin = process_time()
        importer.recognise(Sample("export", head, is_whole=True))
        taken.append(process_time() - begin)
    return min(taken)
