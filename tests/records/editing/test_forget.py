"""One more entry in forget.yml, whatever its layout."""

from __future__ import annotations

import pytest

from causerie.records.editing import EditError, edit_forget
from causerie.records.yaml import load_yaml

ENTRY = {"post": "x:77", "on": "2026-11-22", "reason": "asked by mail: #now"}
LINE = '- {post: x:77, on: 2026-11-22, reason: "asked by mail: #now"}\n'


def test_a_file_that_is_not_there_is_begun() -> None:
    text = edit_forget("", ENTRY)
    assert text.startswith("# Accounts and posts")
    assert text.endswith(f"\n{LINE}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# why\n- {account: x:a} # c\n", f"# why\n- {{account: x:a}} # c\n{LINE}"),
        ("- account: x:a\n\n- account: x:b\n# end\n", f"- account: x:a\n\n- account: x:b\n\n{LINE}# end\n"),
        ("  - account: x:a", f"  - account: x:a\n  {LINE}"),
        ("[]\n", LINE),
        ("[] # none\n", None),
        ("# nobody yet\n", f"# nobody yet\n{LINE}"),
        ("[{account: x:a}]\n", f"[{{account: x:a}}, {LINE[2:-1]}]\n"),
        ("\ufeff- account: x:a\r\n", f"\ufeff- account: x:a\r\n{LINE[:-1]}\r\n"),
    ],
)
def test_an_entry_goes_behind_the_others(before: str, after: str | None) -> None:
    text = edit_forget(before, ENTRY)
    assert after is None or text == after
    assert load_yaml(text.removeprefix("\ufeff").replace("\r\n", "\n"))[-1] == ENTRY
    assert edit_forget(text, {**ENTRY, "reason": "again"}) == text


@pytest.mark.parametrize(
    ("before", "entry", "message"),
    [
        ("", {"account": "mastodon:lea"}, "without its instance"),
        ("", {"on": "2026-11-22"}, "without an account or a post"),
        ("", {"post": "x:77", "on": "soon"}, "'on' is 'soon'"),
        ("a: 1\n", ENTRY, "forget.yml is no list"),
        ("- [\n", ENTRY, "forget.yml cannot be read"),
    ],
)
def test_what_nobody_could_be_found_by_is_refused(before: str, entry: dict[str, str], message: str) -> None:
    with pytest.raises(EditError, match=message):
        edit_forget(before, entry)
