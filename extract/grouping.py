"""Mentions of one programme's name grouped: inflected, abbreviated, in capitals, with and without its edition."""

from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import NameCandidate
from extract.components.names.described import leads_up
from extract.facts import Facts
from extract.name_scores import score_names
from extract.name_traits import framework
from extract.patterns import keys
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

_DISTINCT = 6
"""A single word stands for a longer name from so many letters."""

_HEADLINES = frozenset({"heading", "announced", "described"})
_CLOSING = 0.46
"""How sure a description is that closes a heading: more than the heading."""
_SAME_CALL = 0.8
"""Part of the words of a call's shorter name that the longer one has."""


def tokens_of(words: Words, candidate: NameCandidate) -> list[frozenset[str]]:
    """The matching keys of a mention's words, without numbers of editions and filler words."""
    first, last = words.at(candidate.start, candidate.end)
    found = []
    for index in range(first, last):
        form = words.forms[index]
        if form.isalnum() and words.lower[index] not in load_rules("names")["fillers"]:
            readings = keys(form) | (keys(form.capitalize()) if form.isupper() else frozenset())
            found.append(readings)
    return found


def same_name(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether two names are one: the shorter begins or ends the longer, word by word in any inflection."""
    if not one or not other:
        return False
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    size = len(shorter)
    if size == 1 and len(longer) > 3 and not any(len(key) > _DISTINCT for key in shorter[0]):
        return False
    for offset in {0, len(longer) - size}:
        if shorter[0].isdisjoint(longer[offset]):
            continue
        if not any(left.isdisjoint(right) for left, right in zip(shorter, longer[offset:], strict=False)):
            return True
    return False


def same_start(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether two names begin with the same word."""
    return bool(one) and bool(other) and not one[0].isdisjoint(other[0])


def _closes(group: Named, tokens: Sequence[frozenset[str]]) -> bool:
    """Whether a heading only leads up to what a description says: `Nabór do programu …`, `Rusza kurs …`."""
    size = len(group.tokens) - len(tokens)
    closing = all(not one.isdisjoint(other) for one, other in zip(tokens, group.tokens[size:], strict=False))
    return closing and group.sources <= _HEADLINES and any(leads_up(token) for token in group.tokens[:size])


def _tells_further(group: Named, tokens: Sequence[frozenset[str]]) -> bool:
    """Whether a description says more of what a headline only begins with: `punkt konsultacyjny dla młodzieży` of
    `Punkt konsultacyjny już otwarty`, `kurs języka polskiego` of `Kurs rusza`."""
    if not group.sources <= _HEADLINES:
        return False
    pairs = zip(group.tokens, tokens, strict=False)
    shared = next(
        (k for k, (one, other) in enumerate(pairs) if one.isdisjoint(other)), min(len(group.tokens), len(tokens))
    )
    rest = group.tokens[shared:]
    return 0 < shared < len(tokens) and bool(rest) and (shared > 1 or any(leads_up(token) for token in rest))


def _fits(words: Words, group: Named, candidate: NameCandidate, tokens: Sequence[frozenset[str]]) -> bool:
    """Whether a mention is one of a group's: of the same name, or of the same call in other words."""
    if candidate.kind == "call" and candidate.source == "phrase" and "phrase" in group.sources:
        return group.kinds == {"call"} and _same_call(group.tokens, tokens)
    if _is_told_in(group, candidate, tokens):
        return False
    if candidate.source == "described" and _tells_further(group, tokens):
        return True
    return same_name(group.tokens, tokens) and not _place_of_scheme(words, group, candidate)


def _is_told_in(group: Named, candidate: NameCandidate, tokens: Sequence[frozenset[str]]) -> bool:
    """Whether of two names one is only what a description, the other, says in small letters at its end.

    `Przemoc domowa` of `program dla osób stosujących przemoc domową`, but not `Zielona Furtka` of `świetlica Zielona
    Furtka`.
    """
    if any(mention.start < candidate.end and candidate.start < mention.end for mention in group.mentions):
        return False
    one, other = (
        (candidate.name, group.best.name) if len(tokens) > len(group.tokens) else (group.best.name, candidate.name)
    )
    described = candidate.source == "described" if one is candidate.name else group.sources == {"described"}
    if not described or len(tokens) == len(group.tokens) or same_start(group.tokens, tokens):
        return False
    return not any(part[:1].isupper() for part in one.split(" ")[1:]) and other[:1].isupper()


def _same_call(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether a call's title and its full name are one: the longer has nearly all the words of the shorter."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    known = frozenset().union(*longer)
    return sum(not token.isdisjoint(known) for token in shorter) >= _SAME_CALL * len(shorter)


def _place_of_scheme(words: Words, group: Named, candidate: NameCandidate) -> bool:
    """Whether one is a place (`Klub „Senior+”`) and the other the programme that pays for it (`program „Senior+”`)."""
    if _is_place(candidate):
        schemes = [mention for mention in group.mentions if mention.kind == "programme"]
        return any(framework(words, mention) for mention in schemes)
    if candidate.kind != "programme" or not any(_is_place(mention) for mention in group.mentions):
        return False
    return framework(words, candidate) is not None


def _is_place(mention: NameCandidate) -> bool:
    """Whether a name has the kind of a place in itself, beside a name of its own."""
    return (
        mention.kind == "service" and mention.start <= mention.kind_start < mention.end and mention.name[-1] in '”"»+'
    )


def group_names(words: Words, candidates: Sequence[NameCandidate], facts: Facts) -> list[Named]:
    """Group mentions of one name and score each group; groups whose mentions are all weak keep low scores."""
    groups: list[Named] = []
    for candidate in sorted(candidates, key=lambda mention: (-mention.confidence, mention.start)):
        tokens = tokens_of(words, candidate)
        group = next((group for group in groups if _fits(words, group, candidate, tokens)), None)
        if group is None:
            groups.append(Named([candidate], tokens))
        else:
            headed = _closes(group, tokens) or _tells_further(group, tokens)
            closes = candidate.source == "described" and headed
            group.mentions.append(replace(candidate, confidence=_CLOSING) if closes else candidate)
            if len(tokens) > len(group.tokens) and candidate.confidence >= group.best.confidence:
                group.tokens = tokens
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.start)
    score_names(words, groups, facts)
    return sorted(groups, key=lambda group: -group.score)
