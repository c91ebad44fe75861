"""Writing: fields save themselves, two versions are shown side by side, and nothing that was written is lost."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from tests.curate.driving import Curator


def test_summary_notes_and_takeaways_save_themselves(curator: Curator) -> None:
    page = curator.page
    page.get_by_role("textbox", name="Summary").fill("Labels, signed and dated.")
    curator.row(1).get_by_label("Note under this post").fill("Agreed by all.")
    page.get_by_label("Takeaway", exact=True).fill("Sign and date your labels.")
    page.get_by_label("A new takeaway").fill("Mind the verse.")
    page.get_by_label("A new takeaway").press("Enter")
    expect(page.locator(".takeaway")).to_have_count(2)
    recap = curator.recap()
    assert recap["summary"] == "Labels, signed and dated."
    assert [each.get("note") for each in recap["highlights"]] == ["Everybody laughed.", "Agreed by all."]
    assert [each if isinstance(each, str) else each["text"] for each in recap["takeaways"]] == [
        "Sign and date your labels.",
        "Mind the verse.",
    ]
    assert "proposed" not in str(recap["takeaways"])


def test_a_heading_and_a_text_stand_between_posts(curator: Curator) -> None:
    page = curator.page
    group = page.locator("[data-in='1']")
    group.get_by_role("button", name="Heading").click()
    page.keyboard.type("The worst")
    page.keyboard.press("Enter")
    group.get_by_role("button", name="Text").click()
    page.keyboard.type("We laughed a lot.")
    page.keyboard.press("Control+Enter")
    expect(group.locator(".highlight")).to_have_count(3)
    assert [next(iter(each)) for each in curator.recap()["highlights"]] == ["post", "heading", "text", "post"]
    group.locator(".between").nth(0).fill("The very worst")
    group.locator(".between").nth(0).blur()
    assert curator.recap()["highlights"][1]["heading"] == "The very worst"


def test_a_picture_without_words_asks_for_them(curator: Curator) -> None:
    curator.post(104).locator(".choose").click()
    field = curator.page.get_by_label("Describe this picture for people who cannot see it")
    field.fill("A label on a bench")
    field.blur()
    curator.wait_until_saved()
    lines = (curator.folder / "transcript.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[4])["media"][0]["alt"] == "A label on a bench"
    assert json.loads(lines[4])["media"][0]["file"] == "media/a.png"


def test_a_post_that_no_export_holds_is_pasted(curator: Curator) -> None:
    page = curator.page
    page.locator("[data-in='2']").get_by_role("button", name="Paste a post").click()
    page.get_by_label("Address of the post").fill("https://glammr.example/@mo/1135")
    expect(page.get_by_label("Platform")).to_have_value("mastodon")
    expect(page.get_by_label("Author's handle")).to_have_value("mo@glammr.example")
    page.get_by_label("Author's name").fill("Mo")
    page.get_by_label("What it says").fill("A2 The cat signs ours.")
    page.get_by_label("When it was posted").fill("2026-12-02T20:30")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator("dialog .under[role=status]")).to_contain_text("--look-up")
    page.get_by_role("button", name="Add to the recap").click()
    expect(page.locator("[data-in='2'] .highlight").nth(1)).to_contain_text("The cat signs ours.")
    post = curator.recap()["highlights"][2]["post"]
    assert (post["platform"], post["author"]["handle"], post["text"]) == (
        "mastodon",
        "mo@glammr.example",
        "A2 The cat signs ours.",
    )


def test_links_and_open_questions_are_kept_titled_and_dropped(curator: Curator) -> None:
    page = curator.page
    page.get_by_label("Address of a new link").fill("https://label.example/guide")
    page.get_by_label("Address of a new link").press("Enter")
    title = page.get_by_label("Title of the link https://label.example/guide")
    title.fill("A guide")
    title.blur()
    page.get_by_label("A new open question").fill("Who pays?")
    page.get_by_label("A new open question").press("Enter")
    page.get_by_label("What became of it").select_option("answered")
    recap = curator.recap()
    assert recap["resources"][0]["title"] == "A guide"
    assert (recap["unanswered"][0]["text"], recap["unanswered"][0]["status"]) == ("Who pays?", "answered")
    page.get_by_role("button", name="Drop this link").click()
    expect(page.locator(".resource")).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".resource")).to_have_count(1)


def test_two_versions_are_shown_and_one_is_kept(curator: Curator) -> None:
    page, file = curator.page, curator.folder / "recap.yml"
    summary = page.get_by_role("textbox", name="Summary")
    summary.focus()
    page.keyboard.press("End")
    page.keyboard.type(" Mine.")
    file.write_text(
        file.read_text(encoding="utf-8").replace("Labels, signed.", "Labels, by an editor."), encoding="utf-8"
    )
    summary.blur()
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("Labels, signed. Mine.")
    expect(dialog).to_contain_text("Labels, by an editor.")
    dialog.get_by_role("button", name="Keep mine").click()
    expect(summary).to_have_value("Labels, signed. Mine.")
    assert curator.recap()["summary"] == "Labels, signed. Mine."


def test_a_note_that_both_changed_is_asked_about(curator: Curator) -> None:
    file, note = curator.folder / "recap.yml", curator.row(0).get_by_label("Note under this post")
    note.focus()
    curator.page.keyboard.press("End")
    curator.page.keyboard.type(" Twice.")
    text = file.read_text(encoding="utf-8").replace("Everybody laughed.", "Nobody laughed.")
    file.write_text(text, encoding="utf-8")
    note.blur()
    expect(curator.page.locator("dialog")).to_contain_text("Everybody laughed. Twice.")
    expect(curator.page.locator("dialog")).to_contain_text("Nobody laughed.")
    curator.page.get_by_role("button", name="Keep mine").click()
    expect(note).to_have_value("Everybody laughed. Twice.")
    assert curator.recap()["highlights"][0]["note"] == "Everybody laughed. Twice."


def test_a_text_that_is_refused_stays_in_its_field(curator: Curator) -> None:
    summary = curator.page.get_by_role("textbox", name="Summary")
    curator.page.route(re.compile("/change"), lambda route: route.fulfill(status=422, json={"error": "No room."}))
    summary.fill("Written with care.")
    summary.blur()
    expect(summary).to_have_attribute("aria-invalid", "true")
    expect(curator.page.locator("#part-summary .field__error")).to_have_text("No room.")
    expect(summary).to_have_value("Written with care.")
    curator.page.unroute(re.compile("/change"))
    summary.focus()
    curator.page.keyboard.press("End")
    curator.page.keyboard.type(" Twice.")
    summary.blur()
    assert curator.recap()["summary"] == "Written with care. Twice."


def test_what_changed_on_disk_comes_in_quietly(curator: Curator) -> None:
    file = curator.folder / "recap.yml"
    curator.row(0).get_by_label("Note under this post").focus()
    file.write_text(file.read_text(encoding="utf-8") + "  - post: x:107\n    question: 2\n", encoding="utf-8")
    expect(curator.page.locator(".highlight")).to_have_count(3)
    expect(curator.row(0).get_by_label("Note under this post")).to_be_focused()


def test_the_sessions_form_saves_each_field(curator: Curator) -> None:
    page = curator.page
    page.locator(".bar [data-act=session]").click()
    dialog = page.locator("dialog")
    dialog.get_by_label("Title").first.fill("Who signs the label?")
    dialog.get_by_label("Status").select_option("confirmed")
    dialog.get_by_label("Question", exact=True).nth(1).fill("Who should sign a label, and where?")
    dialog.get_by_role("button", name="Add a question").click()
    page.keyboard.type("And who should not?")
    dialog.get_by_label("Topics").fill("labels, signing")
    dialog.get_by_role("group", name="Guests").get_by_label("Amara Diallo").check()
    hosts = dialog.get_by_role("group", name="Hosts")
    expect(hosts.get_by_label("Amara Diallo")).to_be_checked()  # as the chat has it
    hosts.get_by_label("Jonas").check()
    hosts.get_by_label("Amara Diallo").uncheck()
    dialog.get_by_label("Introduction").fill("We talk about signed labels.")
    dialog.get_by_role("button", name="Close").click()
    curator.wait_until_saved()
    expect(page.locator("h1")).to_have_text("Who signs the label?")
    text = (curator.folder / "session.md").read_text(encoding="utf-8")
    for line in (
        '"Who signs the label?"   # as announced',
        "status: confirmed",
        "guests: [jonas, amara]",
        "hosts: [jonas]",
        "Who should sign a label, and where?",
        "And who should not?",
        "We talk about signed labels.",
    ):
        assert line in text
    expect(page.locator("[data-in='3']")).to_be_visible()


def test_publishing_says_what_is_missing_and_leads_there(curator: Curator) -> None:
    page = curator.page
    page.locator(".bar [data-act=publish]").click()
    dialog = page.locator("dialog")
    dialog.locator(".missing").get_by_role("button", name="A takeaway is only proposed").click()
    expect(page.get_by_label("Takeaway", exact=True)).to_be_focused()
    page.get_by_role("button", name="Keep").click()
    page.locator(".bar [data-act=publish]").click()
    expect(dialog).to_contain_text("Nothing is missing in the recap.")
    dialog.get_by_label("Day").fill("2026-12-04")
    dialog.get_by_role("button", name="Set as published").click()
    expect(dialog).to_contain_text("Published on 2026-12-04")
    assert str(curator.recap()["published"]) == "2026-12-04"
    expect(dialog.locator(".place a")).to_have_text(
        [f"{site}/chats/museum-hour/labels/" for site in ("http://127.0.0.1:8000", "https://chats.example")]
    )
    expect(dialog.locator(".step--bad")).to_contain_text("The site is in no Git repository yet.")
    expect(dialog.locator(".command code")).to_have_count(2)
    expect(dialog.locator(".command code").first).to_contain_text("git init")


def test_the_preview_follows_and_keeps_its_place(curator: Curator) -> None:
    page = curator.page
    shown = page.frame_locator(".preview__frame.is-shown")
    expect(shown.locator("body")).to_contain_text("Everybody laughed.")
    curator.post(107).locator(".choose").click()
    expect(shown.locator("body")).to_contain_text("in very small letters")
