"""Hostile archives: nothing is written where a member's name wants it, and what unpacks to too much is refused."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from tests.cli.test_import_posts import CHAT, FOLDER, MKDOCS, SESSION, status

NAMES = [
    "../../escaped.jsonl",
    "/tmp/../escaped.jsonl",
    "..\\..\\escaped.jsonl",
    "C:\\escaped.jsonl",
    "a/../../escaped.jsonl",
    "\u202elnosj.depacse",
    "con.jsonl",
    "x" * 240 + ".jsonl",
    "<script>trap()</script>.jsonl",
    "a\nb\x1b[2J.jsonl",
]
MEGABYTE = b"a" * 1_000_000


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "deep" / "site"
    records = {"mkdocs.yml": MKDOCS, "content/chats/museum-hour/chat.yml": CHAT, f"{FOLDER}/session.md": SESSION}
    for name, text in {**records, "content/pages/index.md": "# Chats\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def bring(file: Path) -> Result:
    return CliRunner().invoke(main, ["import", str(file), "--session", "museum-hour/labels"])


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_members_name_leads_nowhere(site: Path, tmp_path: Path, name: str, kind: str) -> None:
    archive, line = tmp_path / f"export.{kind}", json.dumps(status(1)).encode()
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr(name, line)
    else:
        with tarfile.open(archive, "w") as packed_tar:
            member = tarfile.TarInfo(name)
            member.size = len(line)
            packed_tar.addfile(member, io.BytesIO(line))
    before = files_in(tmp_path)
    result = bring(archive)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "\x1b" not in result.output
    made = {path.relative_to(site).as_posix() for path in files_in(tmp_path) - before}
    assert {path for path in made if not path.startswith(".cache/")} <= {f"{FOLDER}/transcript.jsonl"}


def test_a_link_in_a_tar_is_not_followed(site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jsonl"
    secret.write_text(json.dumps(status(1)), encoding="utf-8")
    with tarfile.open(tmp_path / "export.tar", "w") as packed:
        for kind, target in ((tarfile.SYMTYPE, str(secret)), (tarfile.LNKTYPE, "../secret.jsonl")):
            link = tarfile.TarInfo(f"{kind.decode()}.jsonl")
            link.type, link.linkname = kind, target
            packed.addfile(link)
    result = bring(tmp_path / "export.tar")
    assert isinstance(result.exception, SystemExit)
    assert not (site / FOLDER / "transcript.jsonl").exists()


@pytest.mark.parametrize("head", [b"[", b""], ids=["array", "lines"])
def test_a_post_that_unpacks_to_too_much_is_refused(site: Path, tmp_path: Path, head: bytes) -> None:
    between = b", " if head else b"\n"
    begin = head + json.dumps(status(1)).encode() + between + b'{"id_str": "2", "full_text": "'
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("posts.jsonl", begin + 80 * MEGABYTE)
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(begin + 80 * MEGABYTE, 1))
    assert (tmp_path / "bomb.zip").stat().st_size < 200_000
    for name in ("bomb.zip", "bomb.jsonl.gz"):
        result = bring(tmp_path / name)
        assert result.exit_code != 0
        assert "has more than 64 MB" in result.output
        assert not (site / FOLDER / "transcript.jsonl").exists()


def test_a_tar_that_unpacks_to_too_much_is_refused(site: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "bomb.tar.gz", "w:gz") as packed:
        member = tarfile.TarInfo("posts.jsonl")
        member.size = 80 * len(MEGABYTE)
        packed.addfile(member, io.BytesIO(80 * MEGABYTE))
    result = bring(tmp_path / "bomb.tar.gz")
    assert result.exit_code != 0
    assert "unpacks to 80 MB" in result.output
