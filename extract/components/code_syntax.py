"""How a wording of a target group or an activity hangs in its sentence: what governs it, what denies it.

The traits are those of `data/code_weights.yaml`. Nothing is parsed: a governor (`dla`, `skierowany do`, `zaplanowano`)
reaches over what is coordinated behind it, up to the next finite verb; other prepositions hide words from it.
"""

from collections.abc import Iterable
from functools import cache

from extract.patterns import Match
from extract.spotting import Spots
from extract.words import Words

_FINITE = ("fin", "praet", "impt", "bedzie", "pred", "imps")
_COORDINATORS = frozenset({",", ";", "i", "oraz", "lub", "albo", "bądź", "a", "także", "też", "również", ":", "("})
_SAME = frozenset({"dla", "do", "u", "wśród", "wobec"})
"""Prepositions that are said again before a coordinated word: `do dzieci oraz do rodziców`."""
_RELATIVES = frozenset({"który", "jaki", "gdzie", "gdy", "jeśli", "jeżeli", "że"})
_BREAKS = frozenset({",", ";", ":", "(", ")", ".", "–", "—", "|", "„", "”", '"', "•"})
_JOINTS = frozenset({"oraz", "dla", "ale", "lecz"})
_OTHERS = frozenset(
    {"osoba", "człowiek", "rodzina", "dziecko", "młodzież", "senior", "mieszkaniec", "kobieta", "dorosły"}
)
"""Behind a joint these begin another wording: `dziecka oraz osoby z …`."""
_STAFF = frozenset({"koordynator", "asystent", "asystentka", "pracownik", "specjalista", "opiekunka"})
"""Behind a joint these are no longer the people the wording began with: `rodziny i koordynator pieczy zastępczej`."""
_TEARS = frozenset(
    {"dla", "do", "tylko", "ale", "lecz", "a", "tak", "żeby", "aby", "by", "że", "bo", "gdy", "kiedy", "gdzie"}
)
"""Behind a comma or a joint these begin another clause: `opieki zastępczej, tak żeby opiekun …`."""
_SITUATIONS = frozenset(
    {"excluded_people", "disabled_people", "addicted_people", "homeless_people", "unemployed_people"}
)
_AGENTS = frozenset({"przez", "dzięki"})
_AGENT_REACH = 8
_DENIAL_REACH = 5
_DENIALS = frozenset({"nie", "ani", "zamiast"})
_OPEN, _CLOSED = frozenset('„“"«'), frozenset('”"»')
_MARKS = Spots((_OPEN | _CLOSED).__contains__)
_LONGEST_QUOTE = 25


class CodeSyntax:
    """The sentences of one document, looked at once for all wordings."""

    def __init__(self, words: Words, governors: Iterable[tuple[int, str]]) -> None:
        """`governors` are words with the field (`target_groups`, `activities`) of what they govern behind them."""
        size = len(words)
        self._words = words
        self._governed = {"target_groups": bytearray(size), "activities": bytearray(size)}
        for index, field in governors:
            _reach(words, index + 1, self._governed[field], strict=field == "target_groups")
        self._quoted = _between_marks(words)

    def traits(self, match: Match[tuple[str, str, bool]], field: str) -> set[str]:
        """What the words around a wording tell."""
        words, first = self._words, match.first
        begin = words.sentence_bounds(first)[0]
        found = set()
        if self._governed[field][first] or self._governed[field][match.last - 1]:
            found.add("governed")
        if not _AGENTS.isdisjoint(words.lower[max(begin, first - _AGENT_REACH) : first]):
            found.add("agent")
        if _denied(words, begin, first):
            found.add("denied")
        if self._quoted[first]:
            found.add("quoted")
        if is_split(words, match):
            found.add("split")
        return found


def is_split(words: Words, match: Match[tuple[str, str, bool]]) -> bool:
    """Whether a gap of the wording skips the end of a clause or a joint: its words hardly belong together."""
    return len(match.named) < match.last - match.first and any(
        (words.forms[index] in _BREAKS or words.lower[index] in _JOINTS) and index not in match.named
        for index in range(match.first + 1, match.last - 1)
    )


def is_whole_before(words: Words, wide: Match[tuple[str, str, bool]], match: Match[tuple[str, str, bool]]) -> bool:
    """Whether `match` says its own within `wide`: before a comma (`bezrobotni, z niepełnosprawnościami`), or as
    the head of those who are told by their situation (`seniorzy o niskich dochodach`)."""
    if match.first == wide.first and match.meaning[1] == "sure" and wide.meaning[0] in _SITUATIONS:
        return True
    return any(
        words.forms[index] == "," and index not in wide.named and max(match.named) < index < wide.last
        for index in range(match.last, min(match.last + 2, wide.last))
    )


def is_torn(words: Words, match: Match[tuple[str, str, bool]]) -> bool:
    """Whether a gap of the wording skips the beginning of another one, so that its words do not belong together."""
    if len(match.named) == match.last - match.first:
        return False
    named = set(match.named)
    inner = [words.forms[index] for index in range(match.first + 1, match.last - 1) if index not in named]
    if inner.count("(") != inner.count(")") or ("„" in inner[:-1] and inner.count("„") != inner.count("”")):
        return True
    of_people = words.lemmas[match.first] in _OTHERS
    if of_people and "dla" in inner:
        return True  # `40 osób oraz toaleta dla niepełnosprawnych`
    return any(
        (words.forms[index] == "," or words.lower[index] in {"oraz", "i"})
        and index not in named
        and (
            (index + 1 not in named and words.lower[index + 1] in _TEARS)
            or ((of_people or index + 1 not in named) and not _OTHERS.isdisjoint(words.keys[index + 1]))
            or (of_people and index + 1 not in named and words.lemmas[index + 1] in _STAFF)
        )
        for index in range(match.first + 1, match.last - 2)
    )


def _reach(words: Words, start: int, marks: bytearray, *, strict: bool) -> None:
    """Mark what a governor before the word `start` reaches in its sentence."""
    if start >= len(words) or words.sentences[start] != words.sentences[start - 1]:
        return
    end = words.sentence_bounds(start)[1]
    head, aside, joined = True, False, True
    for index in range(start, end):
        lower, (finite, prepositional) = words.lower[index], _governs(words.tags[index])
        if words.lemmas[index] in _RELATIVES:
            aside, head = True, False
        elif finite:
            if not aside and index > start + 1:
                return
        elif lower in _COORDINATORS:
            head, joined = not aside or lower == ",", True
            aside = aside and lower != ","
            continue
        elif prepositional and strict and not (joined and lower in _SAME):
            head = head and index == start
        joined = False
        if head:
            marks[index] = 1


@cache
def _governs(tag: str) -> tuple[bool, bool]:
    """Whether a tag is that of a finite verb, and that of a preposition."""
    return tag.startswith(_FINITE), tag.startswith("prep")


def _denied(words: Words, begin: int, first: int) -> bool:
    for index in range(first - 1, max(begin, first - _DENIAL_REACH) - 1, -1):
        if words.forms[index] in _BREAKS:
            return False
        if words.lower[index] in _DENIALS and words.lower[index + 1] != "tylko":
            return True
    return False


def _between_marks(words: Words) -> bytearray:
    """Marks of the words between quotation marks."""
    marks = bytearray(len(words))
    opened = -1
    for index in _MARKS.places(words):
        form = words.forms[index]
        if opened >= 0 and form in _CLOSED:
            if index - opened <= _LONGEST_QUOTE:
                marks[opened:index] = b"\x01" * (index - opened)
            opened = -1
        elif form in _OPEN:
            opened = index
    return marks
