"""Roles that an apposition or a relative clause right behind a body gives it, whatever its case."""

from collections.abc import Sequence

from extract.components.organisations.cues import Cue, Role, better, cues_within
from extract.components.organisations.mention import Mention
from extract.components.organisations.subjects import can_be_subject
from extract.inflection import nominals
from extract.patterns import Match
from extract.words import Words

NEAR = 8
"""Words behind a body within which an apposition or a relative clause begins."""
_SAID_OF_NEXT = 3
"""Words between a word of role and the body behind it that it is said of."""
_SURER = 0.05
"""By how much a noun in apposition is surer than a verb."""
_STREET = frozenset({"ul", "al", "pl", "os", ".", "siedzibą", "w"})
_TO_COME = ([":"], ["–"], ["-"], ["—"])
"""Marks behind a word of role that give it to the body after them (`…, partner – Gmina Ujście`)."""
COPULA = frozenset(
    {"jest", "są", "był", "była", "było", "byli", "były", "będzie", "będą", "został", "została", "zostało"}
)
BREAKS = frozenset(",;–-")


def said_of(words: Words, mention: Mention, following: Mention | None, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that a relative clause or an apposition right behind a body gives it, whatever its case."""
    best: Role | None = None
    after = _past_place(words, mention.last)
    for hit in cues_within(hits, mention.last, after + NEAR):
        near = hit.meaning.side == "of" and hit.first <= after + hit.meaning.reach
        announces = following is not None and words.forms[hit.last : following.first] in _TO_COME
        stop = min(hit.last + 3, following.first) if following is not None else hit.last + 3
        announces = announces or not COPULA.isdisjoint(words.lower[hit.last : stop])
        announces = announces or (following is not None and of_next(words, mention, hit, following))
        if near and not announces and (following is None or hit.first <= following.first):
            several = words.lower[hit.last - 1].endswith(("ami", "rzy", "rów"))
            noun = words.tags[hit.last - 1].startswith("subst:")
            best = better(
                best, Role(hit.meaning.role, hit.meaning.weight + _SURER * noun, apposed=not several, shared=several)
            )
    return best


def of_next(words: Words, mention: Mention, hit: Match[Cue], following: Mention) -> bool:
    """Whether a word of role in the instrumental behind a comma is said of the next body, which stands right behind it.

    `Liderem jest Fundacja …, partnerem Gmina Nysa`
    """
    if hit.last > following.first or following.first - hit.last > _SAID_OF_NEXT:
        return False
    if words.sentences[hit.first] != words.sentences[following.first]:
        return False
    apart = not BREAKS.isdisjoint(words.forms[mention.last : hit.last])
    joined = BREAKS.isdisjoint(words.forms[hit.last : following.first])
    return apart and joined and can_be_subject(words, following) and not in_case(words, following, "gen")


def in_case(words: Words, mention: Mention, case: str) -> bool:
    """Whether a body stands in a case and not in the nominative; an abbreviation may, and a noun without endings."""
    if mention.abbreviation is not None:
        return True
    found = [nominal for nominal in nominals(words.forms[mention.head]) if nominal.noun and nominal.rarer > -40]
    singular = [nominal.cases for nominal in found if nominal.number == "sg"]
    same = any({case, "nom", "inst"} <= cases for cases in singular)
    return same or (any(case in cases for cases in singular) and not any("nom" in cases for cases in singular))


def _past_place(words: Words, i: int) -> int:
    """The end of where a body is from that stands behind it (`z Tarnowa`, `przy ul. Małej`)."""
    end = words.sentence_bounds(i - 1)[1]
    if i + 1 >= end or words.lower[i] not in {"z", "ze", "przy"}:
        return i
    last = i + 1
    while last < min(end, i + NEAR) and (words.forms[last][:1].isupper() or words.lower[last] in _STREET):
        last += 1
    return last if last > i + 1 else i
