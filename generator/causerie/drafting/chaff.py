"""What a draft never proposes: posts without words, greetings, advertisements, copies, and what asks to be hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from causerie.drafting.assigned import SURE, AssignedPost
from causerie.drafting.wording import count_words, words_of
from causerie.model.post import Post, Role

_MOST_HASHTAGS = 6
_MOST_LINKS = 3
_MOST_MENTIONS = 6
_COPIES = 3  # the same words so often are no answer
_SHORTEST_COPY = 3  # "Yes!" may be said by many
_GREETING = re.compile(
    r"""[\W_]*(?:
      hi|hiya|hello|hey|howdy|greetings|welcome|good\ (?:morning|afternoon|evening|day|night)|(?:evening|morning)\ all
      |happy\ \w+day|bye|goodbye|good\ ?night|see\ (?:you|y'?all)|thanks?|thank\ (?:you|u)|thx|many\ thanks|cheers
      |bonjour|bonsoir|salut|coucou|bienvenue|merci|au\ revoir|bonne\ (?:soirée|journée|nuit)|à\ (?:bientôt|demain)
      |hallo|servus|moin|guten\ (?:tag|abend|morgen)|gute\ nacht|willkommen|danke|tschüss|bis\ bald|vielen\ dank
      |hola|buen[oa]s\ (?:días|tardes|noches)|bienvenid\w+|gracias|adiós|hasta\ (?:luego|pronto)
      |ciao|buon(?:giorno|asera|anotte|a\ sera)|benvenut\w+|grazie|arrivederci
      |olá|bo[am]\ (?:dia|tarde|noite)|bem-vind\w+|obrigad\w+|goedenavond|goedemorgen|welkom|dank\ je|bedankt
      |hej|god\ kväll|tack|こんにちは|こんばんは|ありがとう
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_ABOUT_TAKING_PART = re.compile(
    r"""(?<!\w)(?:
      looking\ forward\ to|late\ to\ (?:the|this|join)|(?:joining|jumping\ in|arriving|running|tuning\ in)\ late
      |just\ (?:joined|joining|arrived|tuning\ in|got\ here)|lurking|following\ along|signing\ off|have\ to\ log\ off
      |(?:gotta|(?:got|have|need)\ to)\ (?:run|go|leave|dash)|ca(?:n['’]?t|nnot)\ (?:make\ it|join|stay|participate)
      |in\ (?:\d+|five|ten)\ min(?:ute)?s?
      |sorry[^.!?]*(?:late|miss(?:ed|ing)?|leave|tonight|today|participate)|excited\ (?:for|about)\ tonight
      |(?:en|suis\ en)\ retard|dois\ (?:partir|filer)|j['’]arrive|muss\ (?:los|weg)|bin\ (?:zu\ )?spät
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_CALL = re.compile(  # to something else than this chat
    r"""(?<!\w)(?:
      cfp|calls?\ for\ (?:papers|proposals|participation|submissions|chapters|contributions|speakers|volunteers)
      |volunteer\ (?:here|now|to|as|for)|sign\ up
      |(?:register|apply|subscribe|donate|book|order|vote)\ (?:now|here|today)
      |save\ the\ date|(?:we\ are|we['’]re|now)\ hiring|join\ us\ (?:for|on|at|next|in)|early\ bird|\d+\ ?%\ off
      |next\ (?:chat|session)\ (?:is|on|will)|new\ (?:episode|blog\ ?post|issue)\ (?:is\ )?(?:out|up|online)
      |appel\ (?:à|aux)\ (?:communications|contributions|candidatures|bénévoles)|inscri(?:vez|s)-(?:vous|toi)
      |inscriptions?\ (?:ici|ouvertes?)|abonnez-vous|rejoignez-nous|prochaine?\ (?:rendez-vous|séance|chat)
      |jetzt\ (?:anmelden|bewerben|buchen)|meldet\ euch\ an|bewerbt\ euch|wir\ suchen
      |inscríbete|iscriviti|inscreva-se
    )(?!\w)|\A\W*pitch\w*\s*[:–—-]""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT_TALK = 32  # words; who writes more says something beside
_AROUND_A_GREETING = 8  # words that greet, rather than say something
_ADDRESS = re.compile(r"https?://")
_REPOST = re.compile(r"\s*(?:RT|MT|QT)\s+[@＠]\w")


class Chaff:
    """The posts of a session that are not worth proposing; knows which words are posted over and over."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._copies: Counter[tuple[str, ...]] = Counter()
        self._first: dict[tuple[str, ...], str] = {}
        for post in posts:
            words = words_of(post.text)
            self._copies[words] += 1
            self._first.setdefault(words, post.id)

    def has_nothing_to_say(self, assigned: AssignedPost, words: str) -> bool:
        """Whether a post is not to be proposed; `words` is what is left of its text without label and hashtags."""
        post = assigned.post
        return (
            not post.id
            or post.sensitive
            or not count_words(words)
            or _REPOST.match(post.text) is not None
            or self.is_spam(post)
            or is_greeting(words, assigned.role)
            or (_ABOUT_TAKING_PART.search(words) is not None and count_words(words) <= _SHORT_TALK)
            or (calls_elsewhere(post, words) and not (assigned.questions and assigned.confidence > SURE))
        )

    def is_spam(self, post: Post) -> bool:
        """Whether a post advertises, or says the same words again, or words that are posted over and over."""
        words = words_of(post.text)
        is_copy = len(words) >= _SHORTEST_COPY and self._copies[words] > 1
        return is_advertising(post) or (is_copy and (self._copies[words] >= _COPIES or self._first[words] != post.id))


def is_advertising(post: Post) -> bool:
    """Whether a post cries for attention: many hashtags, links or mentions."""
    return (
        post.text.count("#") > _MOST_HASHTAGS
        or len(re.findall(r"https?://", post.text)) > _MOST_LINKS
        or len(re.findall(r"(?<!\w)@\w", post.text)) > _MOST_MENTIONS
    )


def calls_elsewhere(post: Post, words: str) -> bool:
    """Whether a post wants its readers to go, sign up or write somewhere else; an answer may name such a thing, too."""
    return _ADDRESS.search(post.text) is not None and _CALL.search(words) is not None


def is_greeting(words: str, role: Role) -> bool:
    """Whether a post only greets or thanks: in an answer a greeting may stand before more."""
    if not _GREETING.match(words):
        return False
    return role is not Role.ANSWER or count_words(words) <= _AROUND_A_GREETING
