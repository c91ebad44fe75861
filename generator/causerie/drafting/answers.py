"""Which post answers which question: by what it replies to, else by its label, else by when it was posted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from causerie.drafting.assigned import ADRIFT, AskedQuestion, AssignedPost
from causerie.drafting.cues import (
    hashtags_of,
    is_about_a_question,
    is_announcement,
    is_closing,
    is_correction,
    is_farewell,
    is_greeting,
    is_praise,
    reposted_handle,
    runs_the_hour,
    words_of,
)
from causerie.drafting.hosts import ASKER, ROOMS, Hosts, SeenPost
from causerie.drafting.labels import Kind, Label
from causerie.drafting.times import Times
from causerie.frozen import frozen
from causerie.model.post import Role
from causerie.model.session import Session

_RECENT = timedelta(minutes=15)  # what somebody said so lately is what others mention them for
_TALKS = timedelta(minutes=30)
_WITH_HOST = timedelta(minutes=5)  # who talks to everybody does not stay with one matter
_READING = timedelta(seconds=45)  # who has just read a question has not answered it yet
_CHATS_ON = timedelta(minutes=2)


def assign_answers(
    seen: Sequence[SeenPost], questions: Sequence[AskedQuestion], session: Session, hosts: Hosts
) -> Iterator[AssignedPost]:
    """Every post with the questions that it answers, in the order of `seen`."""
    yield from _Assigning(seen, questions, session, hosts).run()


@frozen
class _Guess:
    """What one sign says about a post."""

    role: Role
    questions: tuple[int, ...]
    confidence: float
    reason: str


_GENERAL = (Role.OTHER, ())


@dataclass(slots=True)
class _Assigning:
    """One pass through the posts, with what came before at hand."""

    seen: Sequence[SeenPost]
    questions: Sequence[AskedQuestion]
    session: Session
    hosts: Hosts
    by_id: dict[str, SeenPost] = field(default_factory=dict)
    asking: dict[str, tuple[int, ...]] = field(default_factory=dict)  # the numbers that a post asks
    numbers: dict[int, int] = field(default_factory=dict)  # the number that a label means
    own_words: dict[int, frozenset[str]] = field(default_factory=dict)  # of each question, those of no other
    named: set[str] = field(default_factory=set)  # what questions name by a hashtag
    times: Times = field(init=False)
    done: dict[str, _Guess] = field(default_factory=dict)
    latest: dict[str, SeenPost] = field(default_factory=dict)  # by author
    talks: dict[frozenset[str], SeenPost] = field(default_factory=dict)  # the latest post of two who talk to each other

    def run(self) -> Iterator[AssignedPost]:
        self._prepare()
        for each in self.seen:
            guess = self._settle(each)
            if each.at.year < 9999:
                self.latest[each.author] = each
                if each.addressed:
                    self.talks[_pair(each)] = each
            yield AssignedPost(
                post=each.post,
                role=guess.role,
                questions=guess.questions,
                confidence=round(guess.confidence, 2),
                reason=guess.reason,
            )

    def _prepare(self) -> None:
        self.by_id = {each.post.id: each for each in self.seen if each.post.id}
        for question in self.questions:
            self.numbers[question.number] = question.number
            for post_id in question.posts:
                self.asking[post_id] = tuple(sorted({*self.asking.get(post_id, ()), question.number}))
        self._translate_labels()
        words = {question.number: words_of(question.text) for question in self.questions}
        often = Counter(word for each in words.values() for word in each)
        chat = self.session.chat
        tags = {tag.casefold() for tag in (chat.hashtag, *chat.also)}
        self.own_words = {
            number: frozenset(word for word in each if often[word] == 1 and len(word) > 4 and word not in tags)
            for number, each in words.items()
        }
        self.named = {tag.casefold() for question in self.questions for tag in hashtags_of(question.text)} - tags
        self.times = Times(self.questions, self.by_id, self.seen, self.session, self.hosts)

    def _translate_labels(self) -> None:
        """Where the host's label is not the record's number, people answer under the host's."""
        said: dict[int, int] = {}
        for post_id, numbers in self.asking.items():
            label = _leading(self.by_id[post_id]) if post_id in self.by_id else None
            if label is not None and label.kind is Kind.QUESTION and len(label.numbers) == len(numbers) == 1:
                said[label.numbers[0]] = numbers[0]
        if len(set(said.values())) == len(said):
            self.numbers |= said

    def _settle(self, each: SeenPost) -> _Guess:
        """What a post is; of a reply first what it replies to, however long the thread."""
        chain = [each]
        on_the_way = {each.post.id}
        while True:
            parent = self.by_id.get(chain[-1].post.reply_to)
            if parent is None or parent.post.id in self.done or parent.post.id in on_the_way:
                break
            on_the_way.add(parent.post.id)
            chain.append(parent)
        guess = None
        for one in reversed(chain):
            guess = self.done.get(one.post.id) if one.post.id else None
            if guess is None:
                guess = self._guess(one)
                if one.post.id:
                    self.done[one.post.id] = guess
        assert guess is not None, "the chain has the post itself"
        return guess

    def _guess(self, each: SeenPost) -> _Guess:
        post = each.post
        if post.assigned == "hand":
            role = post.role or (Role.ANSWER if post.questions else Role.OTHER)
            return _Guess(role, post.questions, 1.0, "assigned by hand")
        if numbers := self.asking.get(post.id):
            reasons = [question for question in self.questions if question.number in numbers]
            sure = min(question.confidence for question in reasons)
            return _Guess(Role.QUESTION, numbers, sure, reasons[0].reason)
        if reposted_handle(post.text) and self._repeats_question(each):
            return _Guess(*_GENERAL, 0.8, "passes on a question")
        if not each.labels and is_praise(post.text):
            return _Guess(*_GENERAL, 0.6, "praises a question")
        for sign in (
            self._by_reply,
            self._by_label,
            self._by_thread,
            self._by_quote,
            self._by_manners,
            self._by_mid_label,
        ):
            if (guess := sign(each)) is not None:
                return guess
        return self._by_words(each) or self._by_mention(each) or self._by_time(each)

    def _by_reply(self, each: SeenPost) -> _Guess | None:
        """A reply to a question itself."""
        numbers = self.asking.get(each.post.reply_to, ())
        if not numbers:
            return None
        label = _leading(each)
        said = self._known(label) if label is not None and label.kind is Kind.ANSWER else ()
        is_own = self.by_id[each.post.reply_to].author == each.author
        if said and not set(said) & set(numbers):
            if is_own:
                return None  # the host's thread of everything: the label is meant
            return _Guess(Role.ANSWER, numbers, 0.7, f"reply to {_name(numbers)}, though labelled otherwise")
        if is_own and not said and self.hosts.weight(each.author) >= ASKER:
            return _Guess(Role.OTHER, numbers, 0.7, f"the host goes on with {_name(numbers)}")
        if len(said) > 1:
            numbers = tuple(sorted({*numbers, *said}))
        return _Guess(Role.ANSWER, numbers, 0.97, f"reply to {_name(numbers)}")

    def _by_label(self, each: SeenPost) -> _Guess | None:
        """A label that opens the post, or several."""
        leading = [label for label in each.labels if label.is_leading]
        if not leading:
            return None
        label = leading[0]
        if len(each.labels) > 1 and is_correction(each.post.text[label.end : each.labels[1].begin]):
            label = each.labels[1]
        others = [other for other in each.labels[1:] if other.kind is label.kind and label.kind is Kind.ANSWER]
        said = tuple(dict.fromkeys(number for one in (label, *others) for number in self._known(one)))
        if not said:
            return None
        if self._is_slip(each, said):
            return None
        is_host = self.hosts.weight(each.author) >= ASKER
        text = each.post.text
        if label.kind is Kind.QUESTION and is_about_a_question(text, label.end):
            return _Guess(*_GENERAL, 0.6, f"speaks of {_name(said)}")
        if (
            label.kind is Kind.QUESTION
            and is_host
            and len(text) - label.end < 60
            and is_announcement(text[label.end :])
        ):
            return _Guess(*_GENERAL, 0.7, f"the host announces {_name(said)}")
        if label.kind is Kind.QUESTION and is_host and text[label.end :].lstrip().startswith("("):
            return _Guess(Role.OTHER, said, 0.7, f"the host says something beside {_name(said)}")
        shown = f"label {text[label.begin : label.end].strip(' :.)-–—|/#(!')}"
        if not self.times.is_asked(said, each.at) and not is_host:
            now = self.times.asked_before(each)
            if now is not None:
                reason = f"{shown}, but that was asked only later; now it was Q{now[1]}"
                return _Guess(Role.ANSWER, (now[1],), 0.4, reason)
            if self.times.first is not None and each.at < self.times.first - timedelta(hours=1):
                return _Guess(*_GENERAL, 0.6, f"{shown}, but long before anything was asked")
            return _Guess(Role.ANSWER, said, 0.6, shown)
        return _Guess(Role.ANSWER, said, 0.95 if label.kind is Kind.ANSWER else 0.8, shown)

    def _is_slip(self, each: SeenPost, said: tuple[int, ...]) -> bool:
        """Whether the label names an earlier question than the answer of somebody else that this replies to."""
        parent = self.by_id.get(each.post.reply_to)
        guess = self.done.get(each.post.reply_to)
        if parent is None or guess is None or not guess.questions or parent.author == each.author:
            return False
        return max(said) < min(guess.questions)

    def _by_thread(self, each: SeenPost) -> _Guess | None:
        """A reply to a post that answers, or to one of the general part."""
        parent = self.by_id.get(each.post.reply_to)
        guess = self.done.get(parent.post.id) if parent is not None else None
        if parent is None or guess is None:
            return None
        if guess.questions:
            who = parent.post.author.handle or parent.post.author.name
            role = Role.ANSWER
            if is_closing(each.post.text) and self.times.is_closed(each.at):
                return None
            return _Guess(
                role,
                guess.questions,
                max(0.3, guess.confidence - 0.05),
                f"reply to {_name(guess.questions, 'A')} of {who}",
            )
        if any(label.kind is Kind.ANSWER for label in each.labels):
            return None
        return _Guess(*_GENERAL, max(0.3, guess.confidence - 0.05), "reply to a post of the general part")

    def _by_quote(self, each: SeenPost) -> _Guess | None:
        quoted = self.by_id.get(each.post.quote_of)
        if quoted is None:
            return None
        numbers = self.asking.get(quoted.post.id, ())
        if numbers:
            return _Guess(Role.ANSWER, numbers, 0.85, f"quotes {_name(numbers)}")
        guess = self.done.get(quoted.post.id)
        if guess is not None and guess.questions:
            return _Guess(
                Role.ANSWER, guess.questions, guess.confidence * 0.85, f"quotes an answer to {_name(guess.questions)}"
            )
        return None

    def _by_manners(self, each: SeenPost) -> _Guess | None:
        """Greetings, farewells and what the host says to run the hour."""
        text = each.post.text
        if any(label.kind is Kind.ANSWER for label in each.labels):
            return None
        is_host = self.hosts.weight(each.author) >= ASKER
        if not each.is_reply and is_greeting(text):
            return _Guess(*_GENERAL, 0.7, "a greeting")
        late = self.session.end - timedelta(minutes=10)
        last = self.times.last or late
        if is_farewell(text) and each.at >= max(last, min(late, last + _CHATS_ON)):
            return _Guess(*_GENERAL, 0.7, "a farewell")
        if is_host and not each.is_reply and not _leading(each):
            if runs_the_hour(text) or is_closing(text):
                return _Guess(*_GENERAL, 0.6, "the host runs the chat")
            if text.startswith("#") and text[1:].partition(" ")[0] in _COMMANDS:
                return _Guess(*_GENERAL, 0.9, "a command for the bot")
        return None

    def _by_mid_label(self, each: SeenPost) -> _Guess | None:
        for label in each.labels:
            said = self._known(label)
            if (
                label.kind is Kind.QUESTION
                and self.hosts.weight(each.author) >= ASKER
                and is_announcement(each.post.text)
            ):
                return _Guess(*_GENERAL, 0.6, f"the host announces {_name(said)}")
            if said and self.times.is_asked(said, each.at):
                return _Guess(Role.ANSWER, said, 0.65, f"names {_name(said)} in its text")
        return None

    def _by_mention(self, each: SeenPost) -> _Guess | None:
        """Speaking to somebody, where the export does not hold what is replied to: the two go on as they began."""
        if not each.addressed:
            return None
        name = each.post.text.split(maxsplit=1)[0]
        is_with_host = any(self.hosts.weight(one) >= ASKER for one in (each.author, each.addressed))
        for earlier, least, why in (
            (self.talks.get(_pair(each)), _WITH_HOST if is_with_host else _TALKS, f"goes on talking to {name}"),
            (None if is_with_host else self.latest.get(each.addressed), _RECENT, f"speaks to {name}"),
        ):
            if earlier is None or each.at - earlier.at > least or earlier.post.id in self.asking:
                continue
            guess = self.done.get(earlier.post.id)
            if guess is not None and guess.questions and guess.role is Role.ANSWER:
                return _Guess(
                    Role.ANSWER, guess.questions, min(0.5, guess.confidence), f"{why} of {_name(guess.questions)}"
                )
        return None

    def _by_words(self, each: SeenPost) -> _Guess | None:
        """A post that takes up the words of an earlier question, and none of the present one."""
        now = self.times.asked_before(each)
        if now is None or each.post.platform in ROOMS:
            return None
        words = words_of(each.post.text)
        shared = {number: words & own for number, own in self.own_words.items() if words & own}
        if now[1] in shared or len(shared) != 1:
            return None
        number, common = next(iter(shared.items()))
        if not self.times.is_asked((number,), each.at) or (len(common) < 2 and not common & self.named):
            return None
        return _Guess(Role.ANSWER, (number,), 0.45, f"takes up words of Q{number}: {', '.join(sorted(common))}")

    def _by_time(self, each: SeenPost) -> _Guess:
        now = self.times.asked_before(each)
        if each.post.posted is None:
            return _Guess(*_GENERAL, 0.2, "posted nobody knows when")
        if now is None:
            return _Guess(*_GENERAL, 0.8, "posted before the first question")
        when, number = now
        is_host = self.hosts.weight(each.author) >= ASKER
        if each.at - when < _READING and not is_host and each.post.platform not in ROOMS:
            before = self.times.asked_before(each, when)
            if before is None:
                return _Guess(*_GENERAL, 0.4, f"posted too soon after Q{number} to answer it")
            when, number = before
        if self.times.is_over(each.at, when):
            return _Guess(*_GENERAL, 0.6, "posted after the chat")
        minutes = int((each.at - when).total_seconds() // 60)
        reason = f"posted {minutes} minute{'s' * (minutes != 1)} after Q{number}"
        if is_host and not each.is_reply and "?" in each.post.text:
            return _Guess(Role.OTHER, (number,), 0.4, f"the host, {reason}")
        if each.post.reply_to and each.post.reply_to not in self.by_id:  # what it replies to would have said more
            return _Guess(Role.ANSWER, (number,), ADRIFT, f"{reason}, as a reply to a post that is not here")
        return _Guess(Role.ANSWER, (number,), max(0.25, 0.6 - 0.02 * minutes), reason)

    def _known(self, label: Label) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.numbers[number] for number in label.numbers if number in self.numbers))

    def _repeats_question(self, each: SeenPost) -> bool:
        return any(label.kind is Kind.QUESTION for label in each.labels)


_COMMANDS: Mapping[str, None] = dict.fromkeys(
    ("startmeeting", "endmeeting", "topic", "chair", "unchair", "meetingname", "link", "info", "action", "help", "halp")
)


def _leading(each: SeenPost) -> Label | None:
    return each.labels[0] if each.labels and each.labels[0].is_leading else None


def _pair(each: SeenPost) -> frozenset[str]:
    return frozenset((each.author, each.addressed))


def _name(numbers: tuple[int, ...], letter: str = "Q") -> str:
    return " and ".join(f"{letter}{number}" for number in numbers)
