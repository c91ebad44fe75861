"""What is left of embedding blockquotes: no paragraph, several, hyphens for dashes, names with dashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from causerie.importers.embeds import IMPORTERS
from causerie.records.forget import read_forgotten
from causerie.records.source import Source
from tests.importers.files import export_of, read_all

ID = "1466596486930739207"
ADDRESS = f"https://twitter.com/amara_d/status/{ID}"
DATE = f'<a href="{ADDRESS}?ref_src=twsrc%5Etfw">December 3, 2021</a>'


def read(inner: str, kind: str = "twitter-tweet") -> tuple[str, str, str, str]:
    html = f'<p>Before.</p><blockquote class="{kind}">{inner}</blockquote> <p>Behind (@somebody).</p>'
    found, problems = read_all(IMPORTERS, export_of({"recap.html": html}))
    assert problems == []
    (post,) = [each.post for each in found]
    return post.id, post.author.handle, post.author.name, post.text


@pytest.mark.parametrize(
    "inner",
    [
        f'<a href="{ADDRESS}"></a>',
        f'<a href="{ADDRESS}">{ADDRESS}</a>',
        f'<p><a href="{ADDRESS}"></a></p>',
        f"\n{ADDRESS}\n",
        f'<p></p><a href="{ADDRESS}"></a>',
        DATE,
    ],
)
def test_a_mere_link_is_a_post_without_its_text(inner: str) -> None:
    assert read(inner) == (f"x:{ID}", "amara_d", "", "")


@pytest.mark.parametrize("dash", ["-", "--", "&ndash;", "&#8211;", "\u2013", "&mdash;", "&#8212;", "\u2014"])
@pytest.mark.parametrize(
    "form",
    [
        "<p>A well-known label - said Bob (@bob)<br />{dash} Amara (@amara_d) {date}</p>",
        "<p>A well-known label - said Bob (@bob)<br>\n{dash} Amara (@amara_d) {date}",
        "<p>A well-known label - said Bob (@bob)</p>{dash} Amara (@amara_d) {date}",
        "<p>A well-known label - said Bob (@bob)</p><p>{dash} Amara (@amara_d) {date}</p>",
        "A well-known label - said Bob (@bob)<br>{dash} Amara (@amara_d) {date}",
    ],
)
def test_any_dash_may_stand_before_the_author(dash: str, form: str) -> None:
    text = "A well-known label - said Bob (@bob)"
    assert read(form.format(dash=dash, date=DATE)) == (f"x:{ID}", "amara_d", "Amara", text)


def test_a_paragraph_that_begins_with_a_dash_and_an_account_may_be_text() -> None:
    inner = f"<p>Speakers:</p><p>- Bob (@bob)</p><p>- Lea (@lea)</p>&mdash; Ann (@amara_d) {DATE}"
    assert read(inner) == (f"x:{ID}", "amara_d", "Ann", "Speakers:\n\n- Bob (@bob)\n\n- Lea (@lea)")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("&mdash; Ann (she/her) \u2014 x (@amara_d)", "Ann (she/her) \u2014 x"),
        ("\u2014 Ann - Labels \u2013 and more (@amara_d)", "Ann - Labels \u2013 and more"),
        ("Ann (@amara_d)", "Ann"),
        ("- Bob (@amara_d)", "Bob"),
    ],
)
def test_a_name_may_hold_dashes(said: str, name: str) -> None:
    assert read(f"<p>Hello</p>{said} {DATE}") == (f"x:{ID}", "amara_d", name, "Hello")


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>One.</p><p>Two, Bob (@bob).</p><p>Three.</p>&mdash; Ann (@amara_d) {DATE}",
        f"<p></p>\n<p>One.</p>\n<p>Two, Bob (@bob).</p>\n<p>Three.</p>\n<p>&mdash; Ann (@amara_d) {DATE}</p>",
        f"<p>One.</p><p>Two, Bob (@bob).</p><p>Three.<br>- Ann (@amara_d) {DATE}</p>",
        f"<p>One.</p><p>Two, Bob (@bob).</p><p>Three.</p><p>Ann (@amara_d) {DATE}</p><p></p>",
    ],
)
def test_a_text_may_have_several_paragraphs(inner: str) -> None:
    assert read(inner) == (f"x:{ID}", "amara_d", "Ann", "One.\n\nTwo, Bob (@bob).\n\nThree.")


def test_the_language_is_that_of_the_first_paragraph_that_has_one() -> None:
    html = f'<blockquote class="twitter-tweet"><p></p><p lang="fr">R1</p>&mdash; Ann (@amara_d) {DATE}</blockquote>'
    found, _ = read_all(IMPORTERS, export_of({"recap.html": html}))
    assert (found[0].post.lang, found[0].post.text) == ("fr", "R1")


def test_paragraphs_of_bluesky() -> None:
    address = "https://bsky.app/profile/did:plc:abc234/post/3lxzbmqjyvk2d"
    html = (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc234/app.bsky.feed.post/3lxzbmqjyvk2d">'
        f'<p></p><p lang="fr">R1 Oui.\nEt non !</p><p>Et vous ?<br><a href="{address}">[image or embed]</a></p>'
        '&mdash; Jonas (<a href="https://bsky.app/profile/did:plc:abc234">@jonas.example</a>) '
        f'<a href="{address}">7 March 2025</a></blockquote>'
    )
    found, problems = read_all(IMPORTERS, export_of({"recap.html": html}))
    post = found[0].post
    assert (post.text, post.lang, post.author.name, problems) == ("R1 Oui.\nEt non !\n\nEt vous ?", "fr", "Jonas", [])


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        (f'<amp-twitter width="375" height="472" data-tweetid="{ID}"></amp-twitter>', f"x:{ID}"),
        (f'<iframe width=550 src="https://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id={ID}">', f"x:{ID}"),
        (f'<Tweet id="{ID}" />', f"x:{ID}"),
        (f"<Tweet id={{'{ID}'}} />", f"x:{ID}"),
        (f'<Tweet tweetId="{ID}"></Tweet>', f"x:{ID}"),
        (
            '{{< mastodon host="glammr.example" id="113580000000000001" >}}',
            "mastodon:glammr.example/113580000000000001",
        ),
        (
            '{{< mastodon host="https://glammr.example" user="amara" id="113580000000000001" >}}',
            "mastodon:glammr.example/113580000000000001",
        ),
    ],
)
def test_other_elements_name_a_post(text: str, id_: str) -> None:
    found, problems = read_all(IMPORTERS, export_of({"page.md": f"# Recap\n\n{text}\n\nWords about it.\n"}))
    assert ([(each.post.id, each.post.text) for each in found], problems) == ([(id_, "")], [])


@pytest.mark.parametrize("text", ['<iframe id="1234567" src="https://maps.example/?id=1234567"></iframe>', "<tweet/>"])
def test_other_frames_name_none(text: str) -> None:
    assert read_all(IMPORTERS, export_of({"page.md": f"# Recap\n\n{text}\n"})) == ([], [])


def test_a_post_without_an_address_can_be_forgotten(tmp_path: Path) -> None:
    html = '<blockquote class="twitter-tweet"><p>A1 Sign it.</p>- Lea (@lea_k) May 21, 2015</blockquote>'
    found, _ = read_all(IMPORTERS, export_of({"a.html": html}))
    path = tmp_path / "forget.yml"
    path.write_text(f'- post: "{found[0].post.id}"\n')
    forgotten = read_forgotten(Source(path, tmp_path))
    assert forgotten is not None
    assert forgotten.has_post(found[0].post)
