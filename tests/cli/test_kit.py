"""`causerie kit`: a private folder, a host's own words and columns, and nothing of it in the site."""

from __future__ import annotations

import io
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from causerie.cli import main
from causerie.promoting.wordings import KINDS
from tests.mkdocs_plugin.site_making import SESSION, SMALL, Site

KIT = "kit/museum-hour/labels"
SECRET = "Quince marmalade for the registrar"  # in words of the host's own, which must stay private


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--now", "2026-11-22T12:00"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    site = Site(tmp_path, SMALL)
    site.write("content/people.yml", "amara:\n  name: Amara Diallo\nlea:\n  name: Léa <b>Fontaine</b>\n")
    site.change(SESSION, "topics: [labels]", "topics: [labels]\nguests: [lea]")
    return site


def files(site: Site, folder: str = KIT) -> set[str]:
    return {path.name for path in (site.root / folder).iterdir()}


def test_everything_is_in_the_folder(site: Site) -> None:
    result = run("kit", "museum-hour/labels")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0] == f"Wrote 14 files. Open {KIT}/index.html"
    assert files(site) == {
        ".gitignore",
        ".kit.json",
        "alt-texts.txt",
        "brief-lea.md",
        "card.png",
        "console.html",
        "facebook-event.txt",
        "hootsuite-mastodon.csv",
        "index.html",
        "invitation-lea.md",
        "linkedin-event.txt",
        "newsletter.md",
        "projector.html",
        "question-1.png",
        "question-2.png",
        "schedule.csv",
    }
    page = (site.root / KIT / "index.html").read_text(encoding="utf-8")
    assert "Léa &lt;b&gt;Fontaine&lt;/b&gt;" in page
    assert "<b>" not in page


def test_a_picture_goes_without_what_a_camera_wrote_into_it(site: Site) -> None:
    content, shown = io.BytesIO(), Image.new("RGB", (8, 8), "red")
    exif = Image.Exif()
    exif[0x010E] = SECRET  # ImageDescription
    shown.save(content, "JPEG", exif=exif)
    site.change(SESSION, "[What is the worst label?, And the best?]", "[{text: Why?, image: media/a.jpg, alt: Red}]")
    media = (site.root / SESSION).parent / "media"
    media.mkdir(exist_ok=True)
    (media / "a.jpg").write_bytes(content.getvalue())
    assert SECRET.encode() in content.getvalue()
    result = run("kit", "museum-hour/labels")
    assert result.exit_code == 0, result.output
    picture = (site.root / KIT / "question-1.jpg").read_bytes()
    assert SECRET.encode() not in picture
    assert Image.open(io.BytesIO(picture)).size == (8, 8)
    console = (site.root / KIT / "console.html").read_text(encoding="utf-8")
    assert b64encode(picture).decode() in console


def test_a_second_run_keeps_what_a_person_changed(site: Site) -> None:
    run("kit", "museum-hour/labels")
    (site.root / KIT / "newsletter.md").write_text("By hand.", encoding="utf-8")
    site.change(SESSION, "title: Who writes the label?", "title: Who signs the label?")
    result = run("kit", "museum-hour/labels")
    assert (
        "You have changed newsletter.md: it is kept, and what would stand there now is in newsletter.new.md."
        in result.output
    )
    assert (site.root / KIT / "newsletter.md").read_text(encoding="utf-8") == "By hand."
    assert "Who signs the label?" in (site.root / KIT / "newsletter.new.md").read_text(encoding="utf-8")
    assert "Who signs the label?" in (site.root / KIT / "index.html").read_text(encoding="utf-8")


def test_own_words_take_the_place_of_the_program_and_a_language_goes_first(site: Site) -> None:
    site.write("content/kit/week.txt", "Ours: {title} {hashtag}\n")
    site.write("content/kit/day.txt", "No\n")
    site.write("content/kit/en/day.txt", "English: {title} {hashtag}\n")
    site.write("content/kit/wek.txt", "x\n")
    result = run("kit", "museum-hour/labels")
    page = (site.root / KIT / "index.html").read_text(encoding="utf-8")
    assert "Ours: Who writes the label? #MuseumHour" in page
    assert "English: Who writes the label? #MuseumHour" in page
    assert "kit/wek.txt: no text takes its words from this file." in result.output


def test_a_mistake_in_ones_own_words_is_said_with_its_place_and_nothing_is_written(site: Site) -> None:
    site.write("content/kit/week.txt", "// mine\nOurs: {titel}\n")
    site.write(
        "content/kit/kit.yml",
        "limits: {mastodn: 900}\ncsv:\n  schedule: {columns: {A: x}}\n  own:\n    columns:\n      Text: '{txt}'\n",
    )
    result = run("kit", "museum-hour/labels")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == "The kit is not written, as its own words are not right:"
    assert lines[1].startswith(
        "content/kit/week.txt:2:7: '{titel}' is no placeholder here. Did you mean 'title'? There are {Day},"
    )
    assert lines[2].startswith("content/kit/kit.yml:1:10: 'mastodn', no platform of a chat. Did you mean 'mastodon'?")
    assert lines[3].startswith("content/kit/kit.yml:3:3: 'schedule' is a table that every kit has.")
    assert lines[4].startswith("content/kit/kit.yml:6:13: '{txt}' is no placeholder here. Did you mean 'text'?")
    assert not (site.root / "kit").exists()


def test_limits_and_columns_of_ones_own(site: Site) -> None:
    site.write(
        "content/kit/kit.yml",
        "limits: {mastodon: 60}\ncsv:\n  own:\n    columns: {Text: '{text}'}\n    header: false\n",
    )
    result = run("kit", "museum-hour/labels")
    assert "on Mastodon was shortened to fit 60" in result.output
    assert "own-mastodon.csv" in files(site)


def test_templates_are_written_once_and_say_what_they_may_name(site: Site) -> None:
    result = run("kit", "--templates")
    assert result.output.splitlines()[0] == f"Wrote {len(KINDS)} templates to content/kit/{{en}}/."
    written = sorted(path.stem for path in (site.root / "content/kit/en").glob("*.txt"))
    assert written == sorted(KINDS)
    assert "//   {title}" in (site.root / "content/kit/en/week.txt").read_text(encoding="utf-8")
    site.write("content/kit/en/week.txt", "Mine.\n")
    assert f"{len(KINDS)} were there already" in run("kit", "--templates").output
    assert (site.root / "content/kit/en/week.txt").read_text(encoding="utf-8") == "Mine.\n"
    assert run("kit", "museum-hour/labels").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Which session? Write its chat, '/', and its id"),
        (("museum-hour/lables",), "Did you mean 'labels'?"),
        (("museum-hour/labels", "--to", "content/pages/kit"), "A kit is private"),
        (("museum-hour/labels", "--to", "site"), "A kit is private"),
    ],
)
def test_wrong_use_ends_with_two(site: Site, arguments: tuple[str, ...], said: str) -> None:
    result = run("kit", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_no_word_of_a_kit_or_its_templates_reaches_the_site(site: Site) -> None:
    site.write("content/kit/week.txt", f"{SECRET} {{title}} {{hashtag}}\n")
    site.write("content/kit/kit.yml", f"csv: {{own: {{columns: {{Note: '{SECRET}'}}}}}}\n")
    assert run("kit", "museum-hour/labels").exit_code == 0
    site.write(f"{KIT}/newsletter.md", SECRET)
    assert SECRET in (site.root / KIT / "index.html").read_text(encoding="utf-8")
    site.built()
    built = [path for path in (site.root / "site").rglob("*") if path.is_file()]
    assert len(built) > 10
    assert [path for path in built if SECRET.encode() in path.read_bytes() or "kit" in path.parent.name] == []


def test_who_is_forgotten_is_in_no_kit(site: Site) -> None:
    site.write(
        "content/people.yml", "amara:\n  name: Amara\nlea:\n  name: Léa\n  accounts: {mastodon: lea@a.example}\n"
    )
    site.write("content/forget.yml", '- {account: "mastodon:lea@a.example", on: 2026-11-01}\n')
    assert run("kit", "museum-hour/labels").exit_code == 0
    assert not [path for path in (site.root / KIT).iterdir() if "Léa".encode() in path.read_bytes()]
