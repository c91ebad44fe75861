"""While a host types, records are often wrong: what an earlier reading made of them stays, and the others go on."""

from pathlib import Path

from causerie.model.library import Library
from tests.records.writing import CHAT, FOLDER, read, write_records

GOOD = "title: {}\nstart: 2026-12-0{} 20:00\n"
RECAP = "takeaways: [{}]\n"


def write_good(root: Path) -> Library:
    write_records(
        root,
        people="amara: {name: Amara Diallo}\nlea: {name: Lea Fontaine}\n",
        chat="hosts: [amara]\n",
        sessions={"2026-12-01-one": GOOD.format("One", 1), "2026-12-02-two": GOOD.format("Two", 2)},
        files={"2026-12-01-one/recap.yml": RECAP.format("Sign it.")},
    )
    reading = read(root)
    assert reading.problems == ()
    return reading.library


def titles(library: Library) -> list[str]:
    return [session.title for session in library.sessions]


def test_a_broken_session_stays_as_it_was_and_the_others_change(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    sessions = {"2026-12-01-one": "titel: Oen\n", "2026-12-02-two": GOOD.format("Deux", 2)}
    write_records(tmp_path, chat="hosts: [amara]\n", sessions=sessions)
    assert titles(read(tmp_path).library) == ["Deux"]
    now = read(tmp_path, last)
    assert titles(now.library) == ["One", "Deux"]
    assert now.library.sessions[0] == last.sessions[0]
    assert [problem.path for problem in now.problems] == [f"{FOLDER}/2026-12-01-one/session.md"] * 2


def test_a_session_whose_fields_cannot_be_read_stays_as_it_was(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    (tmp_path / FOLDER / "2026-12-01-one" / "session.md").write_text("---\ntitle: 'One\n---\n", encoding="utf-8")
    assert read(tmp_path, last).library == last


def test_a_broken_recap_stays_as_it_was_and_its_session_changes(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    write_records(
        tmp_path,
        chat="hosts: [amara]\n",
        sessions={"2026-12-01-one": GOOD.format("Un", 1)},
        files={"2026-12-01-one/recap.yml": "takeaways: Sign it.\n"},
    )
    now = read(tmp_path, last).library
    assert titles(now) == ["Un", "Two"]
    assert now.sessions[0].recap == last.sessions[0].recap
    assert read(tmp_path).library.sessions[0].recap is None


def test_the_good_sessions_of_a_broken_chat_go_on(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    write_records(tmp_path, chat="colour: red\n", sessions={"2026-12-01-one": GOOD.format("Un", 1)})
    now = read(tmp_path, last).library
    assert now.chats == last.chats
    assert titles(now) == ["Un", "Two"]
    assert read(tmp_path).library.chats == ()


def test_a_kept_session_belongs_to_the_chat_as_it_is_now(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    write_records(tmp_path, chat="hosts: [amara]\ntagline: New\n", sessions={"2026-12-01-one": "titel: One\n"})
    assert {session.chat.tagline for session in read(tmp_path, last).library.sessions} == {"New"}


def test_a_broken_person_stays_as_they_were(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    people = "amara: {nmae: Amara}\nlea: {name: Léa Fontaine}\n"
    (tmp_path / "content" / "people.yml").write_text(people, encoding="utf-8")
    assert [person.name for person in read(tmp_path, last).library.people] == ["Amara Diallo", "Léa Fontaine"]


def test_everybody_stays_where_people_yml_cannot_be_read(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    (tmp_path / "content" / "people.yml").write_text("amara: {", encoding="utf-8")
    assert read(tmp_path, last).library == last


def test_a_record_that_is_taken_away_is_gone(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    (tmp_path / FOLDER / "2026-12-01-one" / "session.md").unlink()
    (tmp_path / FOLDER / "2026-12-01-one" / "recap.yml").unlink()
    (tmp_path / FOLDER / "2026-12-01-one").rmdir()
    assert titles(read(tmp_path, last).library) == ["Two"]


def test_a_renamed_folder_with_a_mistake_is_known_by_its_id(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    folder = tmp_path / FOLDER / "2026-12-01-one"
    folder.rename(folder.with_name("2026-12-03-one"))
    (tmp_path / FOLDER / "2026-12-03-one" / "session.md").write_text("---\ntitel: One\n---\n", encoding="utf-8")
    assert titles(read(tmp_path, last).library) == ["One", "Two"]


def test_a_second_session_with_an_id_does_not_show_the_first_one_twice(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    write_records(tmp_path, chat="hosts: [amara]\n", sessions={"2026-12-04-one": GOOD.format("One again", 4)})
    assert titles(read(tmp_path, last).library) == ["One", "Two"]


def test_nothing_new_enters_while_forget_yml_cannot_be_read(tmp_path: Path) -> None:
    last = write_good(tmp_path)
    write_records(tmp_path, forget="- {account: x:somebody", sessions={"2026-12-02-two": GOOD.format("Deux", 2)})
    assert read(tmp_path, last).library == last
    assert read(tmp_path).library == Library()


def test_what_is_forgotten_now_is_gone_from_what_is_kept(tmp_path: Path) -> None:
    write_records(
        tmp_path,
        people='amara: {name: Amara Diallo, accounts: {mastodon: "@amara@glammr.example"}}\n',
        chat="hosts: [amara]\n",
        sessions={"2026-12-01-one": GOOD.format("One", 1)},
        files={"2026-12-01-one/recap.yml": "unanswered: [{text: Why?, by: Amara@glammr.example}]\n"},
    )
    last = read(tmp_path).library
    (tmp_path / FOLDER / "chat.yml").write_text(CHAT + "colour: red\n", encoding="utf-8")
    (tmp_path / FOLDER / "2026-12-01-one" / "session.md").write_text("---\ntitel: One\n---\n", encoding="utf-8")
    (tmp_path / "content" / "forget.yml").write_text("- {account: 'mastodon:AMARA@glammr.example'}\n", encoding="utf-8")
    now = read(tmp_path, last).library
    assert titles(now) == ["One"]
    assert "amara" not in repr(now).casefold()
