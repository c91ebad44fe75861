"""What hosts read when they make mistakes: one line each, with its place and what to write instead."""

from collections.abc import Callable
from pathlib import Path

from causerie.records import read_library
from tests import make

HERE = Path(__file__).parent


def test_a_tree_full_of_mistakes_yields_one_line_each(golden: Callable[[str, str], None]) -> None:
    root = HERE / "mistakes"
    reading = read_library(make.settings(root=root, content=root / "content"))
    golden("mistakes.txt", "".join(f"{problem}\n" for problem in reading.problems))
