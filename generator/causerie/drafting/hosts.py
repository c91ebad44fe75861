"""Who asks the questions of a session: the record's hosts and guests, the chat's own account, else who behaves so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from causerie.drafting.cues import reposted_handle
from causerie.drafting.labels import Kind, Label, find_labels
from causerie.frozen import frozen
from causerie.model.person import Person
from causerie.model.post import Author, Post
from causerie.model.session import Session

ROOMS = ("irc", "slack", "discord")  # where all is quicker, people are called without '@', and nobody replies by a link
HOST, GUEST, ASKER = 4.0, 3.0, 2.5  # how much it speaks for a question that one of these posts it
_BEFORE, _AFTER = timedelta(minutes=45), timedelta(hours=2)
_NEVER = datetime.max.replace(tzinfo=UTC)


@frozen
class SeenPost:
    """A post with what is read from it once."""

    post: Post
    labels: tuple[Label, ...]
    author: str  # `<platform>:<handle>` in small letters
    at: datetime  # the end of time where nobody knows when
    addressed: str  # the author whom it begins with, as `author`; empty where it speaks to all
    is_reply: bool  # to somebody else
    is_in_time: bool  # about when the session was

    def asks(self) -> Iterable[int]:
        """The numbers that it labels as questions."""
        return (number for label in self.labels if label.kind is Kind.QUESTION for number in label.numbers)

    def leads(self, kind: Kind) -> bool:
        """Whether it begins with such a label."""
        return bool(self.labels) and self.labels[0].is_leading and self.labels[0].kind is kind


@frozen
class Hosts:
    """How much it speaks for a question that an author posts it, and who they are."""

    weights: Mapping[str, float]

    def weight(self, author: str) -> float:
        """HOST, GUEST, up to ASKER for somebody who behaves as a host; 0 for others."""
        return self.weights.get(author, 0.0)

    def title(self, author: str) -> str:
        """What an author is to the session, for a reason in words."""
        weight = self.weight(author)
        if weight >= HOST:
            return "the host's post"
        if weight >= GUEST:
            return "the guest's post"
        return "a post of who asks most here" if weight else "a participant's post"


def author_key(platform: str, handle: str) -> str:
    """An author as one word; on a platform no two differ only by case."""
    return f"{platform}:{handle.strip().removeprefix('@').casefold()}"


def see_posts(posts: Sequence[Post], session: Session) -> list[SeenPost]:
    """The posts by time, then id, each read once."""
    authors = {post.id: author_key(post.platform, _name_of(post.author)) for post in posts if post.id}
    nicks = {_name_of(post.author).casefold() for post in posts if post.platform in ROOMS}
    begin, end = session.start - _BEFORE, session.end + _AFTER
    seen = []
    for post in posts:
        at = post.posted or _NEVER
        author = author_key(post.platform, _name_of(post.author))
        labels = find_labels(post.text, session.chat)
        spoken_to = _leading_handle(post.text) or (_called(post.text, nicks) if post.platform in ROOMS else "")
        if post.reply_to:
            target = authors.get(post.reply_to)
            is_reply = target != author and (target is not None or not _asks_first(labels))
        else:
            is_reply = bool(spoken_to) and not _asks_first(labels)
        addressed = author_key(post.platform, spoken_to) if spoken_to else ""
        seen.append(SeenPost(post, labels, author, at, addressed, is_reply, begin <= at <= end))
    seen.sort(key=lambda each: (each.at, each.post.id))
    return seen


def find_hosts(seen: Sequence[SeenPost], session: Session) -> Hosts:
    """Who asks: as the record says; on a platform where those ask nothing, whoever behaves as a host."""
    weights: dict[str, float] = {}
    for each in seen:
        if each.author not in weights and (weight := _weight_by_record(each.post, session)):
            weights[each.author] = weight
        if each.post.text.startswith("#startmeeting"):
            weights[each.author] = HOST
    by_platform: dict[str, list[SeenPost]] = defaultdict(list)
    for each in seen:
        by_platform[each.post.platform].append(each)
    for here in by_platform.values():
        asking = Counter(each.author for each in here if _may_ask(each) and any(each.asks()))
        if sum(asking[author] for author in asking if author in weights) >= 2:
            continue
        for author, weight in (
            _first_askers(here) or ({} if _has_asking_host(here, weights) else _centre(here))
        ).items():
            weights[author] = max(weight, weights.get(author, 0.0))
    return Hosts(weights)


def _weight_by_record(post: Post, session: Session) -> float:
    handle = post.author.handle.removeprefix("@").casefold()
    bare = handle.partition("@")[0].partition(".")[0].replace("_", "")
    chat = session.chat
    if bare and bare in {chat.id.replace("-", ""), *(tag.casefold() for tag in (chat.hashtag, *chat.also))}:
        return HOST  # the chat's own account
    for people, weight in ((session.hosts, HOST), (session.guests, GUEST)):
        if any(_is_account_of(person, post, handle) for person in people):
            return weight
    return 0.0


def _is_account_of(person: Person, post: Post, handle: str) -> bool:
    accounts = [each.handle.casefold() for each in person.accounts if each.platform == post.platform]
    if accounts:
        return handle in accounts
    elsewhere = {each.handle.casefold().partition("@")[0].partition(".")[0] for each in person.accounts}
    name = post.author.name.strip().casefold()
    return handle in {person.id, *elsewhere} or (bool(name) and name == person.name.casefold())


def _may_ask(each: SeenPost) -> bool:
    return each.is_in_time and not each.is_reply and not reposted_handle(each.post.text)


def _first_askers(here: Sequence[SeenPost]) -> dict[str, float]:
    """Those who were the first to label a question of a number, if that happened twice; more where others answer it."""
    first: dict[int, str] = {}
    answered: dict[int, set[str]] = defaultdict(set)
    for each in here:
        if "?" in each.post.text and _may_ask(each):
            for number in each.asks():
                first.setdefault(number, each.author)
        if each.leads(Kind.ANSWER):
            for number in each.labels[0].numbers:
                answered[number].add(each.author)
    points: Counter[str] = Counter()
    for number, author in first.items():
        points[author] += 2 if len(answered[number] - {author}) >= 2 else 1
    most = max(points.values(), default=0)
    return {author: ASKER * min(2, count) / 2 for author, count in points.items() if count * 3 >= most and most >= 2}


def _has_asking_host(here: Sequence[SeenPost], weights: Mapping[str, float]) -> bool:
    return sum(each.author in weights and "?" in each.post.text and _may_ask(each) for each in here) >= 2


def _centre(here: Sequence[SeenPost]) -> dict[str, float]:
    """Of a chat without labels who asks all and is spoken to by most."""
    authors = {each.post.id: each.author for each in here}
    speakers: dict[str, set[str]] = defaultdict(set)
    asked: Counter[str] = Counter()
    for each in here:
        if not each.is_in_time:
            continue
        target = authors.get(each.post.reply_to) or each.addressed
        if target and target != each.author:
            speakers[target].add(each.author)
        if "?" in each.post.text and _may_ask(each):
            asked[each.author] += 1
    scores = {author: min(count, 8) * (1 + len(speakers[author])) for author, count in asked.items() if count >= 2}
    if not scores:
        return {}
    return {max(scores, key=lambda author: (scores[author], author)): ASKER}


def _name_of(author: Author) -> str:
    return author.handle or author.id or author.name


def _leading_handle(text: str) -> str:
    if not text.startswith(("@", "＠")):
        return ""
    return text[1:].split(maxsplit=1)[0].rstrip(":,.;!") if len(text) > 1 and not text[1].isspace() else ""


def _called(text: str, nicks: set[str]) -> str:
    """Whom a line in a room is for: "nehan: yes", "@nehan, yes"."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    name = first.rstrip(":,").casefold()
    return name if first.endswith((":", ",")) and name in nicks else ""


def _asks_first(labels: tuple[Label, ...]) -> bool:
    return bool(labels) and labels[0].kind is Kind.QUESTION and labels[0].is_leading
