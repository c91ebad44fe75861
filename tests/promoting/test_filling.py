"""Templates: what may stand in one, what goes when there is no room, and where a mistake is."""

from __future__ import annotations

import pytest

from causerie.promoting.filling import Filled, Template, fill_template, parse_template

KNOWN = ("title", "guests", "link", "hashtag")


def parsed(text: str) -> Template:
    template, problems = parse_template(text, "week.txt", KNOWN)
    assert problems == ()
    return template


def fill(text: str, limit: int = 0, **values: str) -> Filled:
    lines = parsed(text).wordings[0]
    shorter = {"guests": "@a"} if values.get("guests") else {}
    is_kept = (lambda made: len(made) <= limit) if limit else (lambda made: True)
    return fill_template(lines, values, is_kept=is_kept, shorter=shorter, by_words=("title",))


def test_wordings_comments_and_optional_lines() -> None:
    template = parsed("// for me\n\nOne {title}\n? With {guests}.\n---\n\nTwo\n// the end\n---\n")
    assert [[(line.text, line.is_optional) for line in each] for each in template.wordings] == [
        [("One {title}", False), ("With {guests}.", True)],
        [("Two", False)],
    ]


def test_a_heading_and_a_hashtag_are_no_comments() -> None:
    assert fill("# {title}\n{hashtag}", title="Labels", hashtag="#MuseumHour").text == "# Labels\n#MuseumHour"


def test_a_line_without_its_value_goes_and_leaves_no_gap() -> None:
    text = "One\n\nWith {guests}.\n\n{link}\n\nTwo"
    assert fill(text, guests="", link="").text == "One\n\nTwo"


def test_braces_stand_for_themselves_where_they_are_doubled() -> None:
    assert fill("{{title}} {title}", title="{link}", link="x").text == "{title} {link}"


WHOLE = "On {title}\n? With {guests}.\n? Bring a friend.\n{link}"
VALUES = {"title": "Labels for all", "guests": "Amara (@a)", "link": "https://a.b"}


@pytest.mark.parametrize(
    ("limit", "text", "is_shortened"),
    [
        (99, "On Labels for all\nWith Amara (@a).\nBring a friend.\nhttps://a.b", False),
        (56, "On Labels for all\nWith @a.\nBring a friend.\nhttps://a.b", False),
        (50, "On Labels for all\nWith Amara (@a).\nhttps://a.b", True),
        (40, "On Labels for all\nWith @a.\nhttps://a.b", True),
        (30, "On Labels for all\nhttps://a.b", True),
        (28, "On Labels for…\nhttps://a.b", True),
        (23, "On Labels…\nhttps://a.b", True),
    ],
)
def test_what_does_not_fit_goes_in_order(limit: int, text: str, is_shortened: bool) -> None:
    assert fill(WHOLE, limit, **VALUES) == Filled(text, is_shortened)


def test_what_cannot_fit_stays_too_long_and_whole_words() -> None:
    assert fill("On {title} {link}", 5, title="Labels", link="https://a.b").text == "On … https://a.b"


def test_japanese_is_shortened_between_its_signs() -> None:
    assert fill("{title}", 6, title="だれがラベルを書くの？").text == "だれがラベ…"


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        (
            "Hi {titel}",
            4,
            "'{titel}' is no placeholder here. Did you mean 'title'? There are {guests}, {hashtag}, {link},",
        ),
        ("{title.__class__}", 1, "'{title.__class__}' is no placeholder here."),
        ("{0}", 1, "'{0}' is no placeholder here."),
        ("{}", 1, "'{}' is no placeholder here."),
        ("a { b", 3, "'{' stands alone. Write {{ for the sign itself."),
        ("a } b", 3, "'}' stands alone. Write }} for the sign itself."),
    ],
)
def test_a_mistake_is_said_with_its_place(line: str, column: int, message: str) -> None:
    _, problems = parse_template(f"First line\n{line}", "content/kit/week.txt", KNOWN)
    assert str(problems[0]).startswith(f"content/kit/week.txt:2:{column}: {message}")


def test_an_empty_template_is_a_mistake() -> None:
    _, problems = parse_template("// nothing\n", "week.txt", KNOWN)
    assert [str(problem) for problem in problems] == [
        "week.txt:1:1: this template says nothing. Write a text, or delete the file."
    ]
