"""Proposes takeaways: sentences of well received answers, word for word, that stand on their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from causerie.drafting.assigned import SURE
from causerie.drafting.highlights import Rated
from causerie.drafting.wording import count_words, has_reference, is_balanced, split_sentences, words_of
from causerie.frozen import frozen

FEWEST, MOST = 3, 5
_AS_USUAL = 0.5  # reception
_FEWEST_WORDS, _MOST_WORDS = 5, 32
_MOST_CHARACTERS = 240
_LEANS_ON_OTHERS = re.compile(  # a first word that takes up what was said before
    r"""[\W_]*(?:
      it|its|it['’]s|he|she|they|them|their|theirs|he['’]s|she['’]s|they['’]re|this|that|that['’]s|these|those|here
      |there|and|but|or|so|because|then|also|too|which|who|same|agreed?|exactly|indeed|true|maybe
      |(?:yes|yep|yeah|no|nope|oui|non|ja|nein|sí|si|sim)(?=\s*[,.!;:–—-])
      |however|therefore|instead|otherwise|plus|another|both|neither|if\ so|as\ above|me|mine|ours
      |we|i|i['’]m|i['’]ve|i['’]d
      |ça|cela|c['’]est|ce|cette|ces|il|elle|ils|elles|et|mais|donc|ou|aussi|alors|puis|je|j['’]|nous|pareil
      |das|dies\w*|er|sie|es|und|aber|oder|denn|auch|dann|ich|wir|genau
      |esto|eso|esta|este|él|ella|ellos|y|pero|o|porque|también|entonces|yo
      |questo|quello|e|ma|anche|allora|io|isto|isso|mas|também|então|eu
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTS_BACK = re.compile(
    r"(?<!\w)(?:this|these|those|above|below|ceci|cela|celui-ci|dies\w*|esto|eso|questo)(?!\w)", re.IGNORECASE
)
_OF_ONESELF = re.compile(
    r"(?<!\w)(?:i|i['’]\w+|me|my|mine|myself|we|we['’]\w+|us|our|ours|je|j['’]\w+|moi|mon|ma|mes|nous|notre|nos|ich|mich|mein\w*"
    r"|wir|uns|unser\w*|yo|mi|mis|nosotros|nuestr\w+|io|mio|mia|noi|nostr\w+|eu|meu|minha|nós)(?!\w)",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:…|\.\.\.|[,;:–—-]|\(\d+/\d*\)?|\d/\d?)\Z")


@frozen
class ProposedTakeaway:
    """A sentence of a post, word for word."""

    text: str
    rated: Rated  # the post that says it


def propose_takeaways(
    rated: Sequence[Rated], questions: Collection[int], most: int = MOST
) -> tuple[ProposedTakeaway, ...]:
    """The best sentences first: one a person, and one a question as long as questions differ."""
    answers = [each for each in rated if (each.question or not questions) and each.assigned.confidence >= SURE]
    found = [(score, ProposedTakeaway(text, each)) for each in answers for score, text in _sentences(each)]
    found.sort(key=lambda pair: -pair[0])  # a stable sort: what was said first stays first
    well_received = [proposed for _, proposed in found if proposed.rated.reception >= _AS_USUAL]
    others = [proposed for _, proposed in found if proposed.rated.reception < _AS_USUAL]
    chosen: list[ProposedTakeaway] = []
    for candidates, places in ((well_received, most), (others, min(most, FEWEST))):
        for is_again in (False, True):  # a second one to a question only where places are left
            _choose(chosen, candidates, places, is_again=is_again)
    return tuple(chosen)


def _choose(
    chosen: list[ProposedTakeaway], candidates: Sequence[ProposedTakeaway], places: int, *, is_again: bool
) -> None:
    """Add the best sentences of people who have none yet, as long as there are places."""
    for proposed in candidates:
        people = {each.rated.person for each in chosen}
        asked = {each.rated.question for each in chosen}
        is_other = is_again or proposed.rated.question not in asked
        is_said = any(words_of(each.text) == words_of(proposed.text) for each in chosen)  # somebody's copy
        if len(chosen) < places and is_other and not is_said and proposed.rated.person not in people:
            chosen.append(proposed)


def stands_alone(sentence: str) -> bool:
    """Whether a sentence can be read without what stood around it."""
    return (
        _FEWEST_WORDS <= count_words(sentence) <= _MOST_WORDS
        and len(sentence) <= _MOST_CHARACTERS
        and "?" not in sentence
        and "？" not in sentence
        and is_balanced(sentence)
        and not sentence.startswith(("(", "["))
        and not has_reference(sentence)
        and not _LEANS_ON_OTHERS.match(sentence)
        and not _POINTS_BACK.search(sentence)
        and not _CUT_OFF.search(sentence)
        and not (sentence.isupper() and sentence.isascii())
    )


def _sentences(rated: Rated) -> Iterator[tuple[float, str]]:
    """A post's sentences that stand alone, and what each is worth: what speaks of oneself is a story, no takeaway."""
    for sentence in split_sentences(rated.words):
        if stands_alone(sentence):
            is_part = sentence[0].islower()  # of a sentence, more often than not
            yield rated.score - 0.12 * bool(_OF_ONESELF.search(sentence)) - 0.05 * is_part, sentence
