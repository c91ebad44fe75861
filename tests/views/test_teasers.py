"""What a list shows of a longer text."""

from __future__ import annotations

import pytest

from causerie.views.pages.prose import first_sentences


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Short enough.", "Short enough."),
        ("One sentence here. Another one that is cut", "One sentence here."),
        ("One here. And two! “And three?” But four is far too long", "One here. And two! “And three?”"),
        ("A first sentence that is much longer than there is room", "A first sentence that is much longer…"),
        ("No. 7 is short, so that it would be next to nothing", "No. 7 is short, so that it would be…"),
        ("Version 2.5.1 of a thing, which has no end for long", "Version 2.5.1 of a thing, which has no…"),
        (
            "誰がラベルを書くのでしょうか。学芸員でしょうか、それとも来館者でしょうか、みんなで考えます",
            "誰がラベルを書くのでしょうか。",
        ),
        ("هل نكتب نحن بطاقات المتحف؟ أم يكتبها الزوار معنا كل أسبوع", "هل نكتب نحن بطاقات المتحف؟"),
        ("x" * 50, "x" * 40 + "…"),
    ],
)
def test_it_ends_with_a_sentence_where_one_fits(text: str, shown: str) -> None:
    assert first_sentences(text, 40) == shown
