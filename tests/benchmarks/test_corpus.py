"""The corpus: right records, the same words for every tool, the same bytes in every process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpus import CHATS, NOW, UPCOMING, Corpus
from benchmarks.shapes import write_articles, write_front_matter, write_pages, write_records
from causerie.records import read_library
from tests import make

CHECKOUT = Path(__file__).parents[2]
CORPUS = Corpus(9)
WRITE_ALL = """
import sys
from pathlib import Path
from benchmarks.corpus import Corpus
from benchmarks import shapes
for write in (shapes.write_records, shapes.write_front_matter, shapes.write_pages, shapes.write_articles):
    write(Corpus(5), Path(sys.argv[1], write.__name__))
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def front_matter(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


def test_our_records_are_read_without_a_word(tmp_path: Path) -> None:
    write_records(CORPUS, tmp_path)
    reading = read_library(make.settings(root=tmp_path, content=tmp_path))
    assert reading.problems == ()
    assert [chat.id for chat in reading.library.chats] == sorted(chat.id for chat in CHATS)
    assert len(reading.library.sessions) == 9 + UPCOMING
    assert {s.id for s in reading.library.recapped(NOW)} == {s.id for s in CORPUS.past}


def test_the_schedule_gives_no_session_that_only_we_would_build(tmp_path: Path) -> None:
    write_records(CORPUS, tmp_path)
    library = read_library(make.settings(root=tmp_path, content=tmp_path)).library
    assert {s.id for s in library.upcoming(NOW, 8)} == {s.id for s in CORPUS.upcoming}


def test_hugo_gets_the_words_that_our_records_have(tmp_path: Path) -> None:
    write_records(CORPUS, tmp_path / "ours")
    write_front_matter(CORPUS, tmp_path / "hugo")
    for session in CORPUS.past:
        folder = tmp_path / "ours" / "chats" / session.chat.id / session.folder
        record = front_matter(folder / "session.md")
        recap = yaml.safe_load((folder / "recap.yml").read_text(encoding="utf-8"))
        hugo = front_matter(tmp_path / "hugo" / "recaps" / f"{session.folder}.md")
        assert (hugo["title"], hugo["description"]) == (record["title"], recap["summary"])
        assert [question["text"] for question in hugo["questions"]] == record["questions"]
        assert hugo["takeaways"] == recap["takeaways"]
        assert [(p["question"], p["text"], p["url"], p["likes"]) for p in hugo["highlights"]] == [
            (h["question"], h["post"]["text"], h["post"]["url"], h["post"]["likes"]) for h in recap["highlights"]
        ]


def test_finished_pages_hold_every_post_once(tmp_path: Path) -> None:
    write_pages(CORPUS, tmp_path / "mkdocs")
    write_articles(CORPUS, tmp_path / "pelican")
    for session in CORPUS.past:
        for folder in ("mkdocs", "pelican"):
            text = (tmp_path / folder / "recaps" / f"{session.folder}.md").read_text(encoding="utf-8")
            assert [text.count(post.url) for post in session.highlights] == [1] * 12


def test_a_session_is_the_same_in_a_corpus_of_any_size() -> None:
    assert Corpus(3).past == CORPUS.past[:3]


def test_every_process_writes_the_same_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
        subprocess.run([sys.executable, "-c", WRITE_ALL, str(tmp_path / seed)], env=environment, check=True)
    first = tree(tmp_path / "1")
    assert len(first) > 5 * 4
    assert first == tree(tmp_path / "2")
