"""A chat over time: who comes, who comes back, what is held in a row, and how much each year brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from markupsafe import Markup

from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.model.over_time import OverTime, Visit
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import PageArtifact
from causerie.views.pages.cards import chat_class
from causerie.views.pages.charts import Chart, Series, bars_html, columns_html
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link

NAMED = 40  # sessions that the first picture shows
_OFTEN = ((1, 1), (2, 4), (5, 9), (10, None))  # how many sessions somebody came to


def chat_numbers_page(chat: Chat, counted: OverTime, settings: Settings) -> PageArtifact:
    """`/numbers/museum-hour/`, in the chat's language."""
    speech = speak_page(chat.language, settings)
    address = paths.numbers_address(chat)
    title = speech.text("%(chat)s over time", chat=chat.title)
    description = speech.text("#%(hashtag)s in numbers: who comes, who comes back.", hashtag=chat.hashtag)
    charts = [chart for chart in _charts(counted, speech, address) if chart]
    body = render_template(
        "chat_numbers.html",
        speech,
        address,
        chat_title=chat.title,
        chat_address=paths.chat_address(chat),
        chat_class=chat_class(chat),
        title=title,
        numbers=_lines(counted, speech),
        source=_source(counted, speech),
        charts=charts,
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=chat.language,
        body=body,
        head=head_html(settings, speech, address, title, description, chat),
        record=chat.path,
    )


def _lines(counted: OverTime, speech: Speech) -> list[tuple[str, str]]:
    streaks, number, is_whole = counted.streaks, speech.number, counted.has_transcripts
    lines = [(number(sum(recaps for _, recaps in counted.recaps)), speech.text("recaps"))]
    if counted.visits and counted.knows_people:
        everybody = set[Hashable]().union(*(visit.people for visit in counted.visits))
        words = speech.text("people who wrote") if is_whole else speech.text("people quoted")
        lines.append((number(len(everybody)), words))
    if streaks.held > 1:
        lines.append((number(streaks.held), speech.text("sessions held in a row")))
    if streaks.longest_held > streaks.held:
        lines.append((number(streaks.longest_held), speech.text("sessions in the longest row")))
    if counted.knows_people and len(counted.visits) > 2:
        if is_whole:
            faithful = speech.text("came to each of the last three sessions")
            row = speech.text("sessions in a row is the most that one person came to")
        else:
            faithful = speech.text("quoted in each of the last three recaps")
            row = speech.text("recaps in a row is the most that quote one person")
        lines += [(number(streaks.faithful), faithful), (number(streaks.longest_visit), row)]
    return lines


def _source(counted: OverTime, speech: Speech) -> str:
    if counted.has_transcripts:
        return speech.plural(
            "People are counted in %(number)s session that has a transcript.",
            "People are counted in the %(number)s sessions that have a transcript.",
            len(counted.visits),
        )
    return speech.text("People are counted where a recap quotes them.")


def _charts(counted: OverTime, speech: Speech, address: str) -> Iterator[Markup]:
    visits = counted.visits[-NAMED:]
    if len(visits) > 1:
        yield columns_html(_people_chart(counted, visits, speech, address), speech)
    if counted.knows_people and len(counted.visits) > 1:
        yield bars_html(_often_chart(counted, speech), speech)
    years = sorted({visit.session.start.year for visit in counted.visits})
    if len(years) > 1:
        yield columns_html(_years_chart(counted, years, speech), speech)
    if len(counted.recaps) > 1:
        yield columns_html(_recaps_chart(counted, speech), speech)


def _people_chart(counted: OverTime, visits: Sequence[Visit], speech: Speech, address: str) -> Chart:
    fullest = max(visits, key=lambda visit: len(visit.people))
    if counted.knows_people:
        series: tuple[Series, ...] = (
            Series(speech.text("Seen before"), tuple(visit.returning for visit in visits)),
            Series(speech.text("New"), tuple(visit.new for visit in visits)),
        )
    else:
        series = (Series(speech.text("People"), tuple(len(visit.people) for visit in visits)),)
    return Chart(
        id="people",
        title=speech.text("People in a session")
        if counted.has_transcripts
        else speech.text("People quoted in a recap"),
        description=speech.text(
            "Most people were in “%(title)s”: %(count)s.",
            title=fullest.session.title,
            count=speech.number(len(fullest.people)),
        ),
        heading=speech.text("Session"),
        labels=tuple(speech.day_and_month(visit.session.start.date()) for visit in visits),
        series=series,
        links=tuple(paths.relative(paths.session_address(visit.session), address) for visit in visits),
    )


def _often_chart(counted: OverTime, speech: Speech) -> Chart:
    times = Counter(person for visit in counted.visits for person in visit.people)
    counts = [
        sum(low <= number and (high is None or number <= high) for number in times.values()) for low, high in _OFTEN
    ]
    return Chart(
        id="often",
        title=speech.text("How often people came")
        if counted.has_transcripts
        else speech.text("How often people are quoted"),
        description=speech.plural(
            "%(number)s person more than once.", "%(number)s people more than once.", sum(counts[1:])
        ),
        heading=speech.text("How often"),
        labels=tuple(_span(low, high, speech) for low, high in _OFTEN),
        series=(Series(speech.text("People"), tuple(counts)),),
    )


def _span(low: int, high: int | None, speech: Speech) -> str:
    if low == 1:
        return speech.text("once")
    if high is None:
        return speech.text("%(low)s times and more", low=speech.number(low))
    return speech.text("%(low)s to %(high)s times", low=speech.number(low), high=speech.number(high))


def _years_chart(counted: OverTime, years: Sequence[int], speech: Speech) -> Chart:
    of_years = [[len(visit.people) for visit in counted.visits if visit.session.start.year == year] for year in years]
    means = [round(sum(each) / len(each), 1) for each in of_years]
    return Chart(
        id="years",
        title=speech.text("People in a session, on average of the year")
        if counted.has_transcripts
        else speech.text("People quoted in a recap, on average of the year"),
        description=speech.text(
            "From %(first)s to %(last)s.", first=speech.number(means[0]), last=speech.number(means[-1])
        ),
        heading=speech.text("Year"),
        labels=tuple(map(str, years)),
        series=(Series(speech.text("People"), tuple(means)),),
    )


def _recaps_chart(counted: OverTime, speech: Speech) -> Chart:
    year, most = max(counted.recaps, key=lambda each: each[1])
    return Chart(
        id="recaps",
        title=speech.text("Recaps in each year"),
        description=speech.text("Most are of %(year)s: %(count)s.", year=str(year), count=speech.number(most)),
        heading=speech.text("Year"),
        labels=tuple(str(year) for year, _ in counted.recaps),
        series=(Series(speech.text("Recaps"), tuple(count for _, count in counted.recaps)),),
    )
