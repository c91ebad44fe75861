"""A chat that never shows handles: nothing that leads to a participant is left in what views see."""

from __future__ import annotations

from causerie.model.anonymous import anonymise_session
from causerie.model.post import Author, Media
from causerie.model.recap import Highlight, Recap, Resource, Takeaway, Unanswered
from causerie.model.session import Session
from tests import make

SHY = Author(handle="shy.person", name="Shy Person", id="did:plc:1", url="https://bsky.app/profile/shy.person")


def veiled(**recap: object) -> Recap:
    session = make.session(chat=make.chat(anonymise=True), recap=Recap(published=make.NOW, **recap))  # type: ignore[arg-type]
    shown = anonymise_session(session)
    assert shown.recap is not None
    return shown.recap


def text_of(text: str) -> str:
    [highlight] = veiled(highlights=(Highlight(post=make.post(text=text)),)).highlights
    assert highlight.post is not None
    return highlight.post.text


def test_handles_go_wherever_they_stand_in_a_text() -> None:
    text = "A1 .@shy said cc/@other@mas.example _@third_ ＠wide (@a.bsky.example) but #tags stay"
    assert text_of(text) == "A1 .@… said cc/@… _@… ＠… (@…) but #tags stay".replace("＠…", "@…")


def test_addresses_of_accounts_and_their_posts_go_and_others_stay() -> None:
    text = (
        "https://x.com/shy/status/9 https://bsky.app/profile/shy.example https://m.example/@shy/1 https://ok.example/a"
    )
    assert text_of(text) == "… … … https://ok.example/a"


def test_hosts_and_guests_keep_their_handles_in_either_spelling() -> None:
    assert (
        text_of("Thanks @amara and @amara@glammr.example and @guest")
        == "Thanks @amara and @amara@glammr.example and @…"
    )


def test_an_author_becomes_a_number_that_can_be_counted() -> None:
    posts = (make.post(author=SHY), make.post(author=Author(handle="b.example")), make.post(author=SHY))
    shown = veiled(highlights=tuple(Highlight(post=post) for post in posts))
    assert [highlight.post and highlight.post.author for highlight in shown.highlights] == [
        Author(id="1"),
        Author(id="2"),
        Author(id="1"),
    ]
    assert {(h.post.id, h.post.url) for h in shown.highlights if h.post} == {("", "")}


def test_a_hosts_own_post_stays_whole() -> None:
    post = make.post(platform="mastodon", author=Author(handle="amara@glammr.example", name="Amara"))
    [highlight] = veiled(highlights=(Highlight(post=post),)).highlights
    assert highlight.post == post


def test_what_the_host_wrote_around_the_posts_names_nobody() -> None:
    shown = veiled(
        summary="By @shy",
        takeaways=(Takeaway("@shy is right"),),
        highlights=(
            Highlight(post=make.post(media=(Media(file="a.png", url="https://x.com/a", alt="By @shy"),)), note="@shy!"),
        ),
        resources=(
            Resource(url="https://x.com/shy"),
            Resource(url="https://ok.example/", title="@shy's", shared_by="shy"),
        ),
        unanswered=(Unanswered(text="Why, @shy?", by="shy"),),
    )
    assert "shy" not in repr(shown)
    assert shown.resources == (Resource(url="https://ok.example/", title="@…'s"),)


def test_other_chats_are_left_as_they_are() -> None:
    session: Session = make.session(recap=Recap(highlights=(Highlight(post=make.post(text="@somebody")),)))
    assert anonymise_session(session) is session
