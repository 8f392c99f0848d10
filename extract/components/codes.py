"""Target groups and activities: the wordings of the vocabulary's codes in a document, with what their place tells.

Which codes a programme gets is decided afterwards, over all wordings in its stretch of text (`code_decision`).
"""

from collections.abc import Iterable, Sequence
from functools import cache

from corpus.vocabulary import load_vocabulary
from extract.asides import asides
from extract.candidates import Candidate, CodeCandidate, OrganisationCandidate
from extract.components.code_ages import age_wordings
from extract.components.code_context import CodeContext
from extract.components.code_decision import hidden_codes
from extract.components.code_syntax import is_torn, is_whole_before
from extract.errors import RuleError
from extract.patterns import Match, Patterns
from extract.rules import load_rules
from extract.words import Words
from extract.zones import Zones

_STRENGTHS = ("sure", "strong", "weak")
_NOTHING = ("nothing", "nothing", False)
_PLACES = frozenset({"club", "centre"})
"""Kinds of bodies whose name says what they give: `Klub Seniora`, `Dzienny Dom Pobytu`."""
_TAUGHT = frozenset({"rodzic", "opiekun", "mama", "tata", "ojciec", "rodzina"})
"""A school that says so whom it teaches is a form of training, no body: `Szkoła dla Rodziców`."""
_NO_WORDS: frozenset[int] = frozenset()
_COUNT_REACH = 3
"""A number at most so many words before the wording counts it: `2 letnie kolonie`."""
_EVERYBODY = frozenset({"residents", "ngos"})
_NARROWING = 3
"""At most so many words behind residents another group says which of them: `mieszkańcy gminy po 65 urodzinach`."""
_APART = frozenset({",", ";", ":", "(", "–", "—", "-", "i", "oraz", "lub", "albo", "dla", "a", "czy"})
_SEVERAL = 3
"""More codes than this in one sentence are a list."""
Wording = tuple[str, str, bool]
"""A code, the strength of the wording, and whether it has gaps: a torn match with gaps must hide no whole one."""


def find(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> tuple[list[CodeCandidate], list[CodeCandidate]]:
    """Target groups and activities; wordings inside `blocked` spans (names of organisations and funds) say nothing."""
    context = CodeContext(words)
    inside = _inside(words, blocked)
    groups = _find(words, zones, inside, context, "target_groups")
    return groups, _find(words, zones, inside, context, "activities")


def find_groups(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> list[CodeCandidate]:
    """Target groups alone."""
    return _find(words, zones, _inside(words, blocked), CodeContext(words), "target_groups")


def find_activities(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> list[CodeCandidate]:
    """Activities alone."""
    return _find(words, zones, _inside(words, blocked), CodeContext(words), "activities")


def _find(words: Words, zones: Zones, inside: bytearray, context: CodeContext, field: str) -> list[CodeCandidate]:
    found = []
    matches = [
        match
        for match in _specific(_longest(words, _whole(words, _wordings(words, field))))
        if not zones.excludes(match.first) and inside[match.first] != 1
    ]
    together: dict[int, set[str]] = {}
    for match in matches:
        together.setdefault(words.sentences[match.first], set()).add(match.meaning[0])
    for match in matches:
        code, strength, _ = match.meaning
        traits = context.traits(match, field) | {strength}
        beside = len(together[words.sentences[match.first]])
        if beside > 1:
            traits.add("several" if beside > _SEVERAL else "another")
        if inside[match.first]:
            traits.add("inside")
        if code == "residents" and _narrowed(words, match, matches):
            traits.add("narrowed")
        if strength != "sure" and not traits.isdisjoint({"direct", "governed"}):
            traits.add("meant")
        start, end = words.span(match.first, match.last)
        found.append(
            CodeCandidate(
                start,
                end,
                0.5,
                code,
                words.text[start:end],
                stated=not traits.isdisjoint({"told", "labelled", "direct", "title"}),
                count=_count(words, match) if field == "activities" else None,
                traits=frozenset(traits),
            )
        )
    return found


def _wordings(words: Words, field: str) -> Iterable[Match[Wording]]:
    """The wordings of all codes of a field, in the order of the text, longest first at each word."""
    found = _patterns(field).find(words)
    ages = age_wordings(words) if field == "target_groups" else []
    return sorted([*found, *ages], key=_place) if ages else found


def _place(match: Match[Wording]) -> tuple[int, int]:
    return match.first, -match.last


def _whole(words: Words, matches: Iterable[Match[Wording]]) -> list[Match[Wording]]:
    """Matches whose words belong together, so that a torn one hides no whole one; none that shares a word with a sure
    one of its code, which says more."""
    whole = [match for match in matches if not is_torn(words, match)]
    sure: dict[str, set[int]] = {}
    for match in whole:
        if match.meaning[1] == "sure":
            sure.setdefault(match.meaning[0], set()).update(match.named)
    return [
        match
        for match in whole
        if match.meaning[1] == "sure" or sure.get(match.meaning[0], _NO_WORDS).isdisjoint(match.named)
    ]


def _longest(words: Words, matches: Iterable[Match[Wording]]) -> list[Match[Wording]]:
    """Matches whose words no longer one names too; of one code at one place only one, in the order of the text."""
    kept: list[Match[Wording]] = []
    last: dict[str, int] = {}
    wide: list[Match[Wording]] = []
    ordered = list(matches)
    for number, match in enumerate(ordered):
        wide = [other for other in wide if other.last > match.first]
        covered = any(_covers(words, other, match) for other in wide) or _covered_behind(words, ordered, number)
        if covered:
            continue
        if match.first < last.get(match.meaning[0], 0):
            continue
        wide.append(match)
        last[match.meaning[0]] = match.last
        if match.meaning != _NOTHING:
            kept.append(match)
    return kept


def _specific(matches: Sequence[Match[Wording]]) -> list[Match[Wording]]:
    """Matches without those of a general code that share a word with one of a specific code.

    In `dla rodzin zastępczych` no other families are meant.
    """
    general = hidden_codes()
    named: dict[str, set[int]] = {}
    for match in matches:
        named.setdefault(match.meaning[0], set()).update(match.named)
    return [
        match
        for match in matches
        if all(named.get(code, _NO_WORDS).isdisjoint(match.named) for code in general.get(match.meaning[0], ()))
    ]


def _narrowed(words: Words, match: Match[Wording], matches: Sequence[Match[Wording]]) -> bool:
    """Whether what stands right behind residents says that only some of them are meant."""
    return any(
        match.last <= other.first <= match.last + _NARROWING
        and other.meaning[0] not in _EVERYBODY
        and words.sentences[other.first] == words.sentences[match.first]
        and _APART.isdisjoint(words.lower[match.last : other.first])
        for other in matches
    )


def _covered_behind(words: Words, ordered: Sequence[Match[Wording]], number: int) -> bool:
    """Whether a longer match of the same beginning stands behind a match in the list."""
    match = ordered[number]
    for other in ordered[number + 1 :]:
        if other.first != match.first:
            return False
        if _covers(words, other, match):
            return True
    return False


def _covers(words: Words, wide: Match[Wording], match: Match[Wording]) -> bool:
    """Whether `wide` names all words of `match` and more, so that `match` says nothing of its own.

    What names nobody covers groups that begin or end with one of its words: `dostępny dla osób niepełnosprawnych`.
    Forms of support are not lost so where they are sure: `warsztaty wyjazdowe` are workshops and a trip.
    """
    if wide.last < match.last:
        return False
    groups = load_vocabulary().target_groups
    if wide.meaning == _NOTHING and match.meaning[0] in groups and (wide.first, wide.last) != (match.first, match.last):
        return not {match.named[0], match.named[-1]}.isdisjoint(wide.named)
    if len(wide.named) <= len(match.named) or not set(wide.named).issuperset(match.named):
        return False
    if wide.meaning == _NOTHING or match.meaning[1] != "sure":
        return True
    return match.meaning[0] in groups and not is_whole_before(words, wide, match)


def _inside(words: Words, blocked: Sequence[Candidate]) -> bytearray:
    """1 for words of a name that says nothing about the programme and of other news, 2 for those of a place's name."""
    marks = asides(words)
    for candidate in blocked:
        first, last = words.at(candidate.start, candidate.end)
        body = candidate.kind if isinstance(candidate, OrganisationCandidate) else ""
        if body == "school" and not _TAUGHT.isdisjoint(words.lemmas[first + 1 : last]):
            continue
        place = body in _PLACES
        marks[first:last] = (b"\x02" if place else b"\x01") * max(0, last - first)
    return marks


def _count(words: Words, match: Match[Wording]) -> int | None:
    for index in range(match.first - 1, max(match.first - 1 - _COUNT_REACH, -1), -1):
        if words.blocks[index] != words.blocks[match.first]:
            return None
        form = words.forms[index]
        if form.isdigit():
            return int(form) if 0 < len(form) < 4 and form[0] != "0" else None
        if not form.isalpha() or not words.tags[index].startswith(("adj", "pact", "ppas", "ign")):
            return None
    return None


@cache
def _patterns(field: str) -> Patterns[Wording]:
    rules = load_rules(field)
    codes = getattr(load_vocabulary(), field)
    unknown = set(rules) - set(codes) - {"nothing"}
    if unknown:
        raise RuleError(f"{field}.yaml names codes that the vocabulary lacks: {', '.join(sorted(unknown))}")
    rows: list[tuple[str, Wording]] = [(pattern, _NOTHING) for pattern in rules.get("nothing", ())]
    rows += [
        (pattern, (code, strength, "~" in pattern))
        for code, kinds in rules.items()
        if code != "nothing"
        for strength in _STRENGTHS
        for pattern in kinds.get(strength, ())
    ]
    return Patterns(rows)
