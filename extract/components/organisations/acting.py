"""Bodies that act in a programme without a word for their role: `Policjanci z Komendy … pokażą`, `Biblioteka czyta`."""

from collections.abc import Sequence

from corpus.documents import BlockKind
from extract.components.organisations.cues import Role
from extract.components.organisations.mentions import Mention
from extract.inflection import nominals
from extract.rules import load_rules
from extract.words import Words

WEAK = 0.6
"""How sure it is that a body which acts is a partner."""
_FINITE = ("fin:", "praet:", "bedzie:")
_BEHIND = 8
_BEFORE = 4
_PEOPLE = 4
"""Words between the people who act and the body that they are from."""


def add_acting(words: Words, mentions: Sequence[Mention], subjects: Sequence[bool], found: list[Role | None]) -> None:
    """Bodies that help where they, or their people, are the subject of a verb of doing, become partners, weakly."""
    rules = load_rules("organisation_roles")
    helping: frozenset[str] = frozenset(rules["helping"])
    people: frozenset[str] = frozenset(rules["people"])
    idle: frozenset[str] = frozenset(rules["idle"])
    for number, mention in enumerate(mentions):
        role = found[number]
        if mention.unit.kind not in helping or words.kind(mention.first) is BlockKind.IMPRINT:
            continue
        if role is not None and role.role != "participant":
            continue
        first = _people(words, mention, people)
        if first is None and role is None and subjects[number] and _nominative(words, mention):
            first = mention.first
        if first is not None and _acts(words, first, mention.last, mentions, idle):
            weight = WEAK if role is None else role.weight
            found[number] = Role("partner" if role is None else "participant", weight, acting=True)


def _people(words: Words, mention: Mention, people: frozenset[str]) -> int | None:
    """The word for the people of a body, in the nominative, right before it or before `z` and it."""
    begin = words.sentence_bounds(mention.first)[0]
    for i in range(mention.first - 1, max(begin, mention.first - _PEOPLE) - 1, -1):
        if words.forms[i] in {",", ";", "(", ":", "|"}:
            return None
        if words.lemmas[i] in people:
            governed = i > begin and any(
                reading.tag.startswith("prep:") and reading.tag != "prep:nom" for reading in words.analyses[i - 1]
            )
            free = any("nom" in nominal.cases for nominal in nominals(words.forms[i]) if nominal.noun)
            return i if free and not governed else None
    return None


def _nominative(words: Words, mention: Mention) -> bool:
    if mention.abbreviation is not None or mention.name is not None:
        return mention.first > 0
    return any("nom" in n.cases and n.number == "sg" for n in nominals(words.forms[mention.head]) if n.noun)


def _acts(words: Words, first: int, last: int, mentions: Sequence[Mention], idle: frozenset[str]) -> bool:
    """Whether a verb of doing stands behind within the clause, or right before without another body between."""
    begin, end = words.sentence_bounds(first)
    for i in range(last, min(end, last + _BEHIND)):
        if words.forms[i] in {";", ":", "|"} or words.lower[i] in {"który", "która", "które", "gdzie"}:
            return False
        if words.tags[i].startswith(_FINITE):
            return words.lemmas[i] not in idle and words.tags[i].split(":")[2:3] != ["pri"]
    for i in range(first - 1, max(begin, first - _BEFORE) - 1, -1):
        if words.forms[i] in {",", ";", ":", "|"} or any(one.first <= i < one.last for one in mentions):
            return False
        if words.tags[i].startswith(_FINITE):
            third = "ter" in words.tags[i].split(":") or words.tags[i].startswith("praet")
            return third and words.lemmas[i] not in idle
    return False
