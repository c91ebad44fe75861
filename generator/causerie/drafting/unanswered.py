"""Finds the questions of participants to which nobody replied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from causerie.drafting.assigned import AssignedPost, Assignment
from causerie.drafting.chaff import Chaff
from causerie.drafting.hour import Hour
from causerie.drafting.participants import Participants
from causerie.drafting.wording import count_words, split_sentences, strip_post, words_of
from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.post import Post, Role

MOST = 10
_FEWEST_WORDS = 4
_LONGEST = 200  # characters that a question may have with the sentence before it
_SAME = 0.75  # as alike as this, a question is the host's, posted again
_QUESTION_MARKS = frozenset("?？؟")
_SAID = re.compile(r"[\w.,]+")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“]*“")
_RHETORICAL_END = re.compile(
    r"""(?:\b(?:right|no|yes|eh|huh|okay|ok|yeah|innit|correct|surely|amirite|or\ (?:not|what)|you\ know
      |know\ what\ i\ mean
      |(?:is|are|was|were|do|does|did|has|have|had|ca|wo|would|should|could|ai)n['’]?t\ (?:it|we|you|they
      |he|she|i|there|that)
      |agreed?|n['’]est[- ]ce\ pas|non|hein|pas\ vrai|oder|nicht\ wahr|gell?|ne|verdad|cierto|vero|giusto|né|certo))
      [\s\u00a0\u202f]*[?？]""",
    re.IGNORECASE | re.VERBOSE,
)
_RHETORICAL_BEGIN = re.compile(
    r"""[\W_]*(?:
      who\ (?:knew|knows|cares|doesn['’]?t|wouldn['’]?t|hasn['’]?t)|what\ (?:could|can)\ (?:possibly\ )?go\ wrong
      |why\ not
      |how\ (?:cool|great|good|lovely|amazing|wonderful|hard|difficult)\ (?:is|can|could)|isn['’]?t\ (?:it|that|this)
      |aren['’]?t\ (?:we|they)|don['’]?t\ (?:we|you)\ all|what['’]?s\ not\ to\ (?:like|love)|see\ what\ (?:i|we)\ did
      |what\ (?:more|else)\ (?:could|can|do)\ (?:you|we|one)|guess\ what|really|seriously|qui\ sait|pourquoi\ pas
      |wer\ weiß|warum\ nicht|quién\ sabe|por\ qué\ no
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEANS_BACK = re.compile(
    r"(?<!\w)(?:it|this|that|these|those|them|they|one|ça|cela|il|elle|ils|elles|es|das|eso|esto|lo)(?!\w)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[\W_]*(?:[&+]|(?:and|et|und)(?!\w))", re.IGNORECASE)  # the rest of a sentence in another post
_ASKS_IN_ENGLISH = re.compile(
    r"""(?<!\w)(?:what|how|why|which|who|whom|whose|where|when|whats|what['’]s|whos|who['’]s|hows|how['’]s)(?!\w)
      |(?:\A|[.,;:!?(/–—-]|(?<!\w)(?:so|but|or|and|then|also|if\ so|anyway|sorry|ok|okay|i|we|all|everyone)\b)[\W_]*
      (?:do|does|did|is|are|was|were|can|could|should|would|will|shall|may|might|must|have|has|had|am|\w+n['’]t
        |any|anyone|anybody|anything|wonder|wondering|curious|thoughts)(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


@frozen
class OpenQuestion:
    """A question of a participant, word for word."""

    text: str
    post: Post


def find_unanswered(
    assignment: Assignment, chat: Chat, people: Participants, hour: Hour, most: int = MOST
) -> tuple[OpenQuestion, ...]:
    """The questions that participants asked and nobody replied to, by time."""
    replied = _replied_ids(assignment.posts, people)
    asked = [words_of(each.text) for each in assignment.questions]
    chaff = Chaff(each.post for each in assignment.posts)
    found: list[OpenQuestion] = []
    for each in assignment.posts:
        post = each.post
        if len(found) == most:
            break
        if each.role is Role.QUESTION or people.is_host(post) or not post.id or post.id in replied:
            continue
        if post.sensitive or not hour.has(post) or chaff.is_spam(post):
            continue
        text = find_question(strip_post(post.text, chat), is_answer=_is_answer(each))
        if (
            not text
            or _is_fragment(text, post.lang or chat.language)
            or _repeats(text, asked)
            or _repeats(text, [words_of(other.text) for other in found])
        ):
            continue
        found.append(OpenQuestion(text, post))
    return tuple(found)


def find_question(text: str, *, is_answer: bool = False) -> str:
    """The question that a text asks its readers, word for word, or an empty string.

    Who answers a question of the host's may ask on the way; that is a question to others where it ends the answer.
    """
    sentences = split_sentences(text)
    asking = [at for at, sentence in enumerate(sentences) if _is_question(sentence)]
    if not asking or (is_answer and asking[-1] != len(sentences) - 1):
        return ""
    last = first = asking[-1]
    while first - 1 in asking:
        first -= 1
    if first and _LEANS_BACK.search(sentences[first]):
        before = " ".join(sentences[first - 1 : last + 1])
        if len(before) <= _LONGEST:
            return before
    return " ".join(sentences[first : last + 1])


def _is_question(sentence: str) -> bool:
    """Whether a sentence asks, and wants an answer; what stands in quotes was asked by others."""
    bare = _QUOTED.sub("", sentence).strip()
    return (
        not _QUESTION_MARKS.isdisjoint(_SAID.split(bare)[-1])
        and count_words(bare) >= _FEWEST_WORDS
        and not _RHETORICAL_END.search(bare)
        and not _RHETORICAL_BEGIN.match(bare)
    )


def _is_fragment(text: str, language: str) -> bool:
    """Whether a question cannot be understood alone: it goes on with another post, or only ends in a '?'.

    A '?' behind what is no question ("hot take: …?") is told apart in English only, whose questions show it by a word.
    """
    if _GOES_ON.match(text):
        return True
    is_english = language.casefold().partition("-")[0] == "en"
    return is_english and _ASKS_IN_ENGLISH.search(_QUOTED.sub("", text)) is None


def _is_answer(assigned: AssignedPost) -> bool:
    """Whether a post answers the host, rather than talks to another participant."""
    return assigned.role is Role.ANSWER and bool(assigned.questions)


def _repeats(text: str, others: Iterable[tuple[str, ...]]) -> bool:
    words = words_of(text)
    return any(SequenceMatcher(None, words, other, autojunk=False).ratio() >= _SAME for other in others)


def _replied_ids(posts: Collection[AssignedPost], people: Participants) -> set[str]:
    """The posts to which somebody else replied: by the reply's own word, by the platform's count, or by a mention.

    Exports without replies still show who is spoken to at a post's begin.
    """
    replied: set[str] = set()
    own_replies: dict[str, int] = {}
    writers: dict[str, str] = {}
    last_posts: dict[str, str] = {}  # by handle in small letters, and by the part of it before an instance
    for post in (each.post for each in posts):
        writer = people.name(post)
        for other in {post.reply_to, post.quote_of} - {""}:
            if writers.get(other) == writer:
                own_replies[other] = own_replies.get(other, 0) + 1
            else:
                replied.add(other)
        if not post.reply_to:
            for handle in _spoken_to(post):
                replied.update({last_posts[handle]} if handle in last_posts else ())
        writers[post.id] = writer
        handle = post.author.handle.casefold().removeprefix("@")
        for name in {handle, handle.partition("@")[0]} - {""}:
            last_posts[name] = post.id
    counted = (each.post for each in posts)
    replied.update(post.id for post in counted if (post.replies or 0) > own_replies.get(post.id, 0))
    return replied


def _spoken_to(post: Post) -> tuple[str, ...]:
    """The handles with which a post begins, in small letters."""
    found = re.match(r"\s*((?:\.?@\w(?:[\w.-]*\w)?(?:@[\w.-]+\w)?\s+)+)", post.text)
    return tuple(part.lstrip(".@").casefold() for part in found[1].split()) if found else ()
