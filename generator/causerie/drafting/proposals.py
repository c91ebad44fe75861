"""A draft in the words of a recap.yml: its entries, and comments by which a host chooses without looking up ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from causerie.drafting.draft import Draft
from causerie.drafting.highlights import Rated
from causerie.drafting.participants import Participants
from causerie.drafting.takeaways import ProposedTakeaway
from causerie.drafting.wording import hide_handles, shorten, strip_post
from causerie.model.platform import bare_handle, platform_name
from causerie.model.post import Post
from causerie.model.recap import Highlight, Resource, Takeaway, Unanswered
from causerie.model.session import Session
from causerie.records.proposals import Proposal

_SHOWN = 96  # characters of a post that tell it from the others


def propose_entries(draft: Draft, session: Session) -> tuple[Proposal, ...]:
    """The entries of a recap.yml; in a chat that shows no handles, they and their comments have none."""
    words = _Words(session)
    return (
        *(words.takeaway(each) for each in draft.takeaways),
        *(words.highlight(each) for each in draft.highlights),
        *words.resources(draft),
        *words.unanswered(draft),
    )


def question_texts(draft: Draft, session: Session) -> dict[int, str]:
    """The session's questions by number: as its record has them, else as they were found."""
    found = {each.number: each.text for each in draft.questions}
    texts = found | {each.number: each.text for each in session.questions}
    return {number: hide_handles(text) for number, text in texts.items()} if session.chat.anonymise else texts


def describe_draft(draft: Draft, session: Session, today: date) -> tuple[str, ...]:
    """The lines at the top of a recap.yml: what it was drafted from."""
    numbers = draft.numbers
    title = f'The recap of "{session.title}", ' if session.title else ""
    first = "" if numbers.newcomers is None else f", {numbers.newcomers} of them for the first time"
    people = "1 person" if numbers.participants == 1 else f"{numbers.participants} people"
    posts = "1 post" if numbers.posts == 1 else f"{numbers.posts} posts"
    lines = [f"{title}drafted on {today} from {posts} by {people}{first}."]
    if numbers.answers:
        counted = ", ".join(f"Q{number} {count}" for number, count in numbers.answers)
        lines.append(f"Posts on each question, without those that ask it: {counted}.")
    return tuple(lines)


class _Words:
    """The words for one session's proposals."""

    def __init__(self, session: Session) -> None:
        self._chat = session.chat
        self._people = Participants(session)

    def takeaway(self, proposed: ProposedTakeaway) -> Proposal:
        rated = proposed.rated
        asked = f", Q{rated.question}" if rated.question else ""
        said = f" ({'; '.join(rated.reasons)})" if rated.reasons else ""
        return Proposal(
            value=Takeaway(self._hidden(proposed.text), is_proposed=True),
            post=rated.post.id,
            comment=(f"{self._people.introduce(rated.post)}{asked}{said}",),
        )

    def highlight(self, rated: Rated) -> Proposal:
        post = rated.post
        begin = shorten(self._hidden(rated.words), _SHOWN)
        said = "; ".join([platform_name(post.platform), *rated.reasons])
        comment = [f"{self._people.introduce(post)}: {begin}", f"  {said}"]
        comment += [f"  {line}" for line in self._picture_lines(post)]
        return Proposal(value=Highlight(post=post, question=rated.question), post=post.id, comment=tuple(comment))

    def resources(self, draft: Draft) -> Iterator[Proposal]:
        for link in draft.resources:
            if self._hidden(link.url) != link.url:
                continue  # it names an account, in a chat that shows none
            begin = shorten(self._hidden(strip_post(link.post.text, self._chat)), _SHOWN)
            comment = [f"{self._people.introduce(link.post)}: {begin}" if begin else self._people.introduce(link.post)]
            comment += [f"  shared by {link.sharers} people"] if link.sharers > 1 else []
            yield Proposal(
                value=Resource(url=link.url, title=self._hidden(link.title), shared_by=self._handle(link.post)),
                post=link.post.id,
                comment=tuple(comment),
            )

    def unanswered(self, draft: Draft) -> Iterator[Proposal]:
        for each in draft.unanswered:
            value = Unanswered(text=self._hidden(each.text), by=self._handle(each.post))
            about = f", {each.post.posted.astimezone(self._chat.zone):%H:%M}" if each.post.posted else ""
            yield Proposal(value=value, post=each.post.id, comment=(f"{self._people.introduce(each.post)}{about}",))

    def _hidden(self, text: str) -> str:
        return hide_handles(text) if self._chat.anonymise else text

    def _handle(self, post: Post) -> str:
        return "" if self._chat.anonymise else bare_handle(post.author.handle)

    def _picture_lines(self, post: Post) -> Iterator[str]:
        for media in post.media:
            if media.alt:
                yield f"picture: {shorten(self._hidden(media.alt), _SHOWN)}"
            else:
                yield "picture without a description: say in your `note: …` what it shows"
