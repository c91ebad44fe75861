"""What words betray about a post: a greeting, a farewell, an announcement, a question put to everybody.

Short lists of English, French and some German; each only tips a balance in `questions`, `unlabelled` and `answers`.
"""

from __future__ import annotations

import re


def _any_of(*alternatives: str, begin: str = r"\b", end: str = r"\b") -> re.Pattern[str]:
    return re.compile(f"{begin}(?:{'|'.join(alternatives)}){end}", re.IGNORECASE)


_IGNORED = re.compile(r"https?://\S+|[@＠][\w.-]+(?:@[\w.-]+)?")
_HASHTAG = re.compile(r"[#＃]\w+")
_MENTION = re.compile(r"[@＠]\w")
_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    _WORD.findall(
        """
        a an the of to in on for and or is are be as at by it its this that with from we you our your i my me do does
        did so le la les un une des de du et ou en à au aux ce cette ces est sont que qui pour dans sur par vous nous
        votre vos nos der die das ein eine und oder zu im ist sind für mit von wir ihr
        """
    )
)
_GREETING = _any_of(
    r"(?:hi|hello|hey|heya|hiya|hullo|howdy|greetings|welcome|evening|good\s(?:morning|afternoon|evening|day))\b",
    r"(?:bonjour|bonsoir|salut|coucou|bienvenue|hallo|guten\s(?:abend|tag|morgen)|moin|servus|hola)\b",
    r"just\s(?:joining|arrived|got\shome|tuning)",
    r"(?:i['’]?m\s)?(?:joining|tuning|lurking|popping)\b",
    r"late\sto\b|sorry\si['’]?m\slate|running\slate",
    r"j['’]arrive|en\sretard|désolée?\s(?:du|pour\sle)\sretard",
    r"this\sis\s\w+[,.]?\s+(?:an?|the|from|in|at|here)\b",
    r"(?-i:[A-ZÀ-Þ])\w+\s(?:here|ici)\b",
    r"o/",
    begin=r"[^\w@#]*+(?:[@#][\w.@-]++[^\w@#]*+)*+",
    end="",
)
_INTRODUCTION = re.compile(
    r"\b(?:[Ii]['’]m|[Jj]e suis|[Ii]ch bin) [A-ZÀ-Þ]\w+,? (?:from|an?|the|here|in|at|de|du|à|un|une|aus)\b"
)
_BUT = _any_of("but", "mais", "aber")  # "late, but we have a stuffed lion"
_FAREWELL = _any_of(
    r"good\s?(?:night|bye)|bye|see\s(?:you|ya|u)|signing\soff|off\sto\sbed|farewell|until\snext|same\stime",
    r"next\s(?:week|month|time|chat)|that['’]?s\s(?:all|it|a\swrap)|(?:wrap|wrapping)\sup|times?\sup|out\sof\stime",
    r"hour\s(?:is|was|went|flew|has)",
    r"(?:thanks|thank\syou|thx|ty|cheers)\b.{0,60}\b(?:host|moderat|chat|all|every(?:one|body)|join|folks|y['’]all)\w*",
    r"(?:thanks|thank\syou|thx|ty|cheers)\b.{0,60}\b(?:tonight|session|discussion|organi[sz])\w*",
    r"(?:great|terrific|lovely|fantastic|wonderful|amazing|awesome|fun|brilliant|excellent)\b.{0,20}"
    r"\b(?:chat|session|hour|convo)",
    r"such\san?\b.{0,20}\b(?:chat|session|hour|convo)",
    r"bonne\s(?:soirée|nuit|fin|semaine)|au\srevoir|à\s(?:bientôt|la\s(?:semaine|prochaine)|(?:mercre|jeu|mar|lun)di)",
    r"merci\s(?:à\s(?:tous|toutes|vous|tout)|pour\s(?:ce|cet|cette|l|la|le|vo)|d['’]|beaucoup)",
    r"c['’]est\s(?:fini|terminé)",
    r"(?:bis|danke)\b.{0,30}\b(?:nächste|alle|euch|bald|abend)\w*|tschüss|gute\snacht",
)
_CLOSING = _any_of(
    r"that['’]?s\s(?:all|it|a\swrap|our)|(?:wrap|wrapping)\sup|times?\sup|out\sof\stime",
    r"(?:hour|time|chat|session)\s(?:is|was|['’]s|has|flew)\s?(?:just\s|about\s)*(?:up|over|done|flown|by|gone|been)?",
    r"(?:been|what)\s(?:an?|one)\b.{0,20}\b(?:hour|chat|session|evening)",
    r"(?:thanks|thank\syou|thx|cheers)\s(?:to\s)?(?:so\smuch\s)?(?:all|every(?:one|body)|you\sall)",
    r"(?:thanks|thank\syou|thx|cheers)\s(?:so\smuch\s)?for\s(?:join\w*|com\w*|tak\w*|an?|such)",
    r"next\s(?:chat|session|week|month)|see\syou|pitch(?:es)?|bonne\ssoirée",
    r"merci\s(?:à\s(?:tous|toutes|vous)|pour\svo\w*|d['’]avoir)|c['’]est\s(?:fini|terminé)",
    r"prochain\w*\s(?:rendez|chat|séance|session)\w*|danke\san|nächste[rsn]?\s(?:chat|woche)",
)
_ANNOUNCEMENT = _any_of(
    r"com(?:es|ing)|incoming|(?:no|out\sof)\stime|(?:in|with)\s(?:a|an|one|two|five|\d+)\s(?:min|sec|mo)\w*",
    r"ready\s(?:for|to)|(?:moving|move|time|get|go|jump|on)\s(?:on\s)?(?:to|for)|shortly|soon|upcoming|forgot|fixed",
    r"last\scall|still\stime|almost|nearly|hold\s(?:on|that)|up\snext|heads\sup|keep\s(?:those|them|the|your)|tag\syour",
    r"use\s(?:a|q|r|\#)\d?|(?:start|begin|label|preface)\s(?:your|each|them|all|in|at|with)",
    r"arrive|dans\s(?:une|deux|cinq|\d+|quelques)\s(?:min|sec|inst)\w*|place\sà|(?:pas|plus)\sle\stemps|prêt\w*|bientôt",
    r"tout\sde\ssuite|on\s(?:passe|enchaîne|continue)|préfix\w*|commence\w*|gleich|kommt",
)
_OF_THE_HOUR = _any_of(r"questions?|qs?\s?\d*|frage\w*|chat|hashtag|tag|num(?:ber|éro)\w*|min(?:ute)?s?|round")
_INTERROGATIVE = re.compile(
    r"""\W*(?: (?:so|and|or|ok|okay|now|next|first|then|finally|alors|et|donc|bon|enfin|also|und|tonight|first\sup
        |(?:the\s)?(?:first|second|third|fourth|fifth|sixth|next|last|final|bonus|another)\s(?:question|one)|question
        |(?:la\s)?(?:première|deuxième|troisième|quatrième|cinquième|prochaine|dernière)(?:\squestion)?)\b\W*)*
    (?: what|how|why|which|who|whom|whose|when|where|do|does|did|is|are|was|were|can|could|should|would|will|have|has
        |if|as|in\swhat|quel\w*|comment|pourquoi|qui|que|quoi|où|quand|est-ce|combien|avez|faut|faudrait|selon|à\squ\w+
        |qu['’]\w+|en\squoi|peut|doit|avec\squ\w+|chez|dans\squ\w+|pour\svous|y\sa-t
        |wie|warum|wer|welche\w*|wo|wann|wozu|soll|habt|kann)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PROMPT = _any_of(
    r"tell us|share (?:your|one|an?)|describe (?:your|one|an?)|name (?:one|your|an?)|show us|let us know",
    r"finish the sentence|racontez|citez|partagez|décrivez|dites-nous|montrez|parlez-nous",
    r"erzählt|beschreibt|nennt|zeigt",
)
_PRAISE = _any_of(
    r"(?:great|good|excellent|interesting|tough|hard|fab|big|love (?:this|that|the)|best) (?:q|qs|questions?)",
    r"(?:bonne|belle|super) question|gute frage",
)
_TO_ALL = _any_of(
    "you|your|yours|we|our|us|one|people|y['’]all|folks",
    "vous|votre|vos|nous|notre|nos|on|ihr|euch|euer|eure|wir|man",
)
_OF_ONESELF = _any_of(r"i|i['’]\w+|my|me|mine|je|j['’]|moi|mon|ma|mes|ich|mein\w*|mir")
_AFTERTHOUGHT = _any_of(
    r"(?:(?:does|has|is|did)\s)?any(?:one|body|thing)?\b|(?:others?|else|really|right|no|yes|great|good|love)\b",
    r"d['’]autres\b|quelqu|vraiment|n['’]est-ce|et toi|jemand|noch",
    begin=r"\W*",
    end="",
)
_ORDINAL = _any_of(
    r"(?:first|second|third|fourth|fifth|sixth|seventh|next|last|final|bonus)\s(?:question|one|up)\b",
    r"(?:première|deuxième|troisième|quatrième|cinquième|sixième|prochaine|dernière)\s(?:question|une)\b",
    r"(?:nächste|erste|zweite|dritte|letzte)\s(?:frage)\b",
    r"questions?\s?:(?![)(-])|question\s(?:du\ssoir|of\sthe)\b|frage\s?:",
    end="",
)
_OF_ITS_OWN = _any_of(
    r"for\sme|example|i\s(?:think|feel|find|try|love|would|am|was|have|will|guess)|i['’]\w+",
    r"pour\sma\spart|je\s(?:pense|crois|trouve)|moi,?\sje|chez\s(?:nous|moi)|par\sexemple|ich\s(?:finde|denke)",
)
_ABOUT = _any_of("is|was|were|seems?|looks?|sounds?|est|était|semble|ist|war", begin=r"\s*")
_GOES_ON = _any_of("and|or|also|plus|in other words|et|ou|aussi|autrement dit|und|oder", begin=r"\W*")
_CORRECTION = _any_of("sorry|oops|i mean|no|pardon|correction|enfin|je voulais dire|quatsch", begin=r"\W*", end=r"\W*")
_REPOSTED = re.compile(r"\s*(?:RT|MT)\s+[@＠]([\w.-]+)")


def bare_text(text: str) -> str:
    """A text without addresses and mentions."""
    return _IGNORED.sub(" ", text)


def words_of(text: str) -> frozenset[str]:
    """The words that carry a text, in small letters."""
    return frozenset(word for word in _WORD.findall(bare_text(text).lower()) if word not in _STOP)


def hashtags_of(text: str) -> list[str]:
    """The hashtags of a text, without '#'."""
    return [tag[1:] for tag in _HASHTAG.findall(text)]


def is_greeting(text: str) -> bool:
    """Whether somebody arrives or introduces themselves, and says nothing else."""
    if _INTRODUCTION.search(text):
        return True
    greeting = _GREETING.match(text)
    return greeting is not None and _BUT.search(text, greeting.end()) is None


def is_farewell(text: str) -> bool:
    """Whether somebody thanks and leaves."""
    return _FAREWELL.search(text) is not None


def is_closing(text: str) -> bool:
    """Whether a host ends the hour."""
    return _CLOSING.search(text) is not None


def is_announcement(text: str) -> bool:
    """Whether a host speaks of a question instead of asking one: "Q3 is coming", "no time for Q5"."""
    return _ANNOUNCEMENT.search(text) is not None


def runs_the_hour(text: str) -> bool:
    """Whether a host only keeps the chat going: "Q3 in two minutes!"."""
    bare = _HASHTAG.sub(" ", text)
    return len(text) < 200 and "?" not in text and is_announcement(bare) and _OF_THE_HOUR.search(bare) is not None


def is_prompt(text: str) -> bool:
    """Whether it asks without '?': "Tell us about a label that made you cry."."""
    return _PROMPT.search(text) is not None


def is_praise(text: str) -> bool:
    """Whether it only says that a question is good."""
    return _PRAISE.search(text) is not None and len(words_of(text)) <= 5


def is_of_its_own(text: str) -> bool:
    """Whether somebody says what they themselves think or do."""
    return _OF_ITS_OWN.search(text) is not None


def is_about_a_question(text: str, end: int) -> bool:
    """Whether what follows a label there speaks of the question: "Q5 is an easy one"."""
    return _ABOUT.match(text, end) is not None


def is_correction(text: str) -> bool:
    """Whether what stands between two labels takes the first one back: "A4 sorry, A5"."""
    return _CORRECTION.fullmatch(text) is not None


def goes_on(text: str) -> bool:
    """Whether it continues the sentence before: "Or put otherwise, …"."""
    return _GOES_ON.match(text) is not None


def is_ordinal(text: str) -> bool:
    """Whether it calls itself the next question: "Second question: …"."""
    return _ORDINAL.search(text) is not None


def reposted_handle(text: str) -> str:
    """Whom a text passes on by hand: "RT @amara: …"."""
    match = _REPOSTED.match(text)
    return match[1].casefold() if match else ""


def asks_everybody(text: str) -> float:
    """How much a text without a label reads like a question put to the whole chat; about -4 to 5."""
    bare = _HASHTAG.sub(" ", bare_text(text))
    sentences = [each for each in re.split(r"(?<=[.!?…])\s+|\n+", bare) if "?" in each] or [bare]
    longest = max(sentences, key=len)
    score = 1.0 if len(_WORD.findall(longest)) >= 6 else -1.0
    score += 0.5 if len(bare) > 60 else 0
    score += 1 if _PROMPT.search(bare) or any(_INTERROGATIVE.match(each) for each in (bare, *sentences)) else 0
    score += 0.5 if _TO_ALL.search(longest) else 0
    score -= 1 if _OF_ONESELF.search(bare) else 0
    score -= 1.5 if any(_AFTERTHOUGHT.match(each) for each in (bare, longest)) else 0
    score += 1.5 if is_ordinal(bare) else 0
    score -= 0.5 if _MENTION.search(text) else 0  # taken up from somebody
    score -= 2 if is_closing(bare) or is_greeting(text) else 0
    return score
