"""A session's page without its neighbours, and the ways to them that are filled in after."""

from __future__ import annotations

import pytest

from causerie.model.recap import AnswerState, Unanswered
from causerie.model.session import Session, Status
from causerie.views.pages.session_page import TURN, session_page, turn_html
from tests import make
from tests.views.feed_making import coming, recap, recapped

HERE = make.session(id="here")


@pytest.mark.parametrize("session", [coming(), recapped(recap=recap()), coming(status=Status.CANCELLED)])
def test_a_page_has_one_place_for_its_neighbours(session: Session) -> None:
    assert session_page(session, make.settings(), make.NOW).body.count(TURN) == 1


@pytest.mark.parametrize(
    ("session", "previous", "following", "html"),
    [
        (HERE, None, None, ""),
        (
            HERE,
            make.session(id="a", title="Fish & <chips>"),
            None,
            '<nav class="c-turn" aria-label="Other sessions of this chat">\n'
            '<a class="c-turn__previous" rel="prev" href="../../../chats/museum-hour/a/">'
            "<small>Before · Wed, Dec 2, 2026</small>Fish &amp; &lt;chips&gt;</a></nav>\n",
        ),
        (
            make.session(id="ici", language="fr"),
            None,
            make.session(id="b", title="L'heure", status=Status.CANCELLED),
            '<nav class="c-turn" aria-label="Autres séances de ce rendez-vous">\n'
            '<a class="c-turn__next" rel="next" href="../../../chats/museum-hour/b/">'
            "<small>Après · mer. 2 déc. 2026</small>Annulé\u00a0: L&#39;heure</a></nav>\n",
        ),
    ],
)
def test_the_neighbours_are_named_in_the_language_of_the_page(
    session: Session, previous: Session | None, following: Session | None, html: str
) -> None:
    assert turn_html(session, previous, following) == html


def test_an_open_question_leads_only_to_a_session_that_is_given() -> None:
    asked = Unanswered(text="Who pays?", status=AnswerState.CARRIED, to="pay")
    session = recapped(recap=recap(unanswered=(asked,)))
    link = '<a href="../../../chats/museum-hour/pay/">Pay</a>'
    pay = make.session(id="pay", title="Pay")
    pages = [session_page(session, make.settings(), make.NOW, carried).body for carried in ({}, {"pay": pay})]
    assert [page.count(link) for page in pages] == [0, 1]
