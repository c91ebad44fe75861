"""Every address that RECORDS promises stands in the built demo, and nothing else but the theme's own files."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from tests.site.demo_records import DemoSession, read_quoted, read_sessions, read_yaml

FEEDS = ("feed.xml", "feed.atom", "feed.json", "announcements.xml", "recaps.xml")
HOST_PAGES = ("about/", "join/", "participer/", "fr/", "fr/a-propos/")
GATHERED = ("questions", "resources", "unanswered", "numbers")
THEME = ("404.html", "sitemap.xml", "sitemap.xml.gz")


def promised_addresses(content: Path) -> set[str]:
    """The demo's addresses by the contract, from the names of its folders."""
    sessions = [session for session in read_sessions(content) if session.status != "idea"]
    years = {session.start.year for session in sessions if session.has_recap}
    addresses = {"", "chats/", "archive/", *(f"archive/{year}/" for year in years)}
    addresses |= gathered_addresses(content, sessions)
    addresses |= {f"fr/{each}" for each in addresses if is_of_the_site(each)}
    addresses |= {"embed/", "calendar.ics", *FEEDS, "causerie.json", "causerie.schema.json"}
    for record in content.glob("chats/*/chat.yml"):
        of_chat = [session for session in sessions if session.chat == record.parent.name]
        base = f"chats/{record.parent.name}/"
        addresses |= {base, *(base + file for file in ("calendar.ics", *FEEDS))}
        addresses |= {f"{session.address}{session.id}.ics" for session in of_chat}
        addresses |= {session.address for session in of_chat}
        addresses |= {f"{session.address}transcript/" for session in of_chat if session.has_transcript}
        addresses |= {f"{session.address}{file}" for session in of_chat for file in ("embed/", "oembed.json")}
        addresses |= {f"embed/{record.parent.name}/", f"embed/{record.parent.name}/next.svg"}
        for alias in read_yaml(record.read_text(encoding="utf-8")).get("aliases", []):
            base = f"chats/{alias}/"
            addresses |= {base, *(base + file for file in ("calendar.ics", *FEEDS))}
            addresses |= {f"{base}{session.id}/" for session in of_chat}
            addresses |= {f"{base}{session.id}/transcript/" for session in of_chat if session.has_transcript}
            addresses |= {f"embed/{alias}/", *(f"{base}{session.id}/embed/" for session in of_chat)}
            addresses |= {f"{base}{session.id}/{session.id}.ics" for session in of_chat}
            addresses |= {f"{kind}/{alias}/" for kind in GATHERED}
    return addresses


def gathered_addresses(content: Path, sessions: list[DemoSession]) -> set[str]:
    """Topics, people and what each chat comes to; the demo's chats have something of everything."""
    chats = {path.parent.name: read_yaml(path.read_text(encoding="utf-8")) for path in content.glob("chats/*/chat.yml")}
    topics = {topic for session in sessions for topic in session.topics}
    topics |= {topic for chat in chats.values() for topic in chat["topics"]}
    people = {person for session in sessions for person in session.people}
    people |= {person for chat in chats.values() for person in chat["hosts"]}
    quoted = read_quoted(content)
    for person, record in read_yaml((content / "people.yml").read_text(encoding="utf-8")).items():
        if quoted & {handle.removeprefix("@").lower() for handle in record["accounts"].values()}:
            people.add(person)
    addresses = {"topics/", "people/", "unanswered/", *(f"people/{person}/" for person in people)}
    addresses |= {f"topics/{plain(topic)}/{file}" for topic in topics for file in ("", "calendar.ics", *FEEDS[:3])}
    return addresses | {f"{kind}/{chat}/" for kind in GATHERED for chat in chats}


def is_of_the_site(address: str) -> bool:
    """Whether a page is about no one chat: each of the site's languages has its own."""
    is_below = address.startswith(("archive/", "topics/", "people/")) and address.endswith("/")
    return is_below or address in ("", "chats/", "unanswered/")


def plain(topic: str) -> str:
    """How a topic of the demo reads in an address: all of them are in Latin letters."""
    letters = unicodedata.normalize("NFKD", topic.lower()).encode("ascii", "ignore").decode()
    return letters.replace("pret d", "pret-d-").replace(" ", "-")


def built_addresses(site: Path) -> set[str]:
    """What was published, but for the theme's files and pictures."""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {
        file.removesuffix("index.html")
        for file in files
        if file not in THEME and not file.startswith("assets/") and "/media/" not in file
    }


def test_the_demo_has_every_address_of_the_contract_and_no_other(site: Path, content: Path) -> None:
    assert built_addresses(site) == promised_addresses(content) | set(HOST_PAGES)


def test_the_demo_has_what_the_contract_shows(content: Path) -> None:
    """The expectation above is worth something only while the demo has every status and a former name."""
    sessions = read_sessions(content)
    assert {"idea", "planned", "confirmed", "cancelled", "postponed"} == {session.status for session in sessions}
    assert "chats/museum-hours/" in promised_addresses(content)
    assert "chats/museum-hour/who-writes-the-label/who-writes-the-label.ics" in promised_addresses(content)


def test_a_session_that_is_to_come_and_one_that_was_held_are_pages(site: Path) -> None:
    before = (site / "chats/museum-hour/ai-captions/index.html").read_text(encoding="utf-8")
    after = (site / "chats/museum-hour/who-writes-the-label/index.html").read_text(encoding="utf-8")
    assert ('class="c-timeline"' in before, 'class="c-quote ' in before) == (True, False)
    assert ('class="c-timeline"' in after, 'class="c-quote ' in after) == (False, True)
