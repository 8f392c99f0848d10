"""Bodies that act in a programme without a word for their role: `Policjanci z Komendy … pokażą`, `Biblioteka czyta`."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.documents import BlockKind
from extract.components.organisations.cues import Role, spoken
from extract.components.organisations.lists import listed
from extract.components.organisations.mention import Mention
from extract.inflection import nominals
from extract.morphology import CACHE_SIZE, analyses
from extract.rules import load_rules
from extract.words import Words

WEAK = 0.6
"""How sure it is that a body which acts is a partner."""
_FINITE = ("fin:", "praet:", "bedzie:")
_BEHIND = 8
_BEFORE = 8
_RECEIVING = frozenset({"dla", "do", "u", "od", "o", "wśród"})
"""Words before people who get something, or who merely are where one applies."""
_LEADS = frozenset({"prowadzić", "poprowadzić", "przeprowadzić", "szkolić", "uczyć"})
_PEOPLE = 4
"""Words between the people who act and the body that they are from."""


def add_acting(words: Words, mentions: Sequence[Mention], subjects: Sequence[bool], found: list[Role | None]) -> None:
    """Bodies that help where they, or their people, are the subject of a verb of doing, become partners, weakly."""
    rules = load_rules("organisation_roles")
    helping: frozenset[str] = frozenset(rules["helping"])
    people: frozenset[str] = frozenset(rules["people"])
    experts: frozenset[str] = frozenset(rules["experts"])
    idle: frozenset[str] = frozenset(rules["idle"])
    acted = -1
    for number, mention in enumerate(mentions):
        role = found[number]
        if role is not None and role.role in {"partner", "provider", "implementer"}:
            acted = words.sentences[mention.first]
        if mention.unit.kind not in helping or words.kind(mention.first) is BlockKind.IMPRINT:
            continue
        if role is not None and role.role != "participant":
            continue
        sentence = words.sentences[mention.first]
        first = _people(words, mention, people)
        acts = first is not None and sentence == acted
        if number and role is None and (previous := found[number - 1]) is not None and previous.acting:
            acts = acts or listed(words, mentions[number - 1], mention)
        acts = acts or (role is None and (_agent(words, mention) or _sends(words, mention, experts)))
        if first is None and role is None and subjects[number] and _nominative(words, mention):
            first = mention.first
        if acts and role is None and _teaches(words, mention, experts):
            found[number] = Role("provider", WEAK, acting=True)
            acted = sentence
            continue
        if acts or (first is not None and _acts(words, first, mention.last, mentions, idle)):
            acted = sentence
            weight = WEAK if role is None else role.weight
            found[number] = Role("partner" if role is None else "participant", weight, acting=True)


def is_preposition(words: Words, i: int) -> bool:
    """Whether a word can be a preposition and no noun (`miasto` is one in a few old texts only)."""
    return _can_govern(words.forms[i])


@lru_cache(maxsize=CACHE_SIZE)
def _can_govern(form: str) -> bool:
    tags = [reading.tag for reading in analyses(form)]
    return any(tag.startswith("prep:") and tag != "prep:nom" for tag in tags) and not any(
        tag.startswith("subst:") and len(form) > 1 for tag in tags
    )


def _people(words: Words, mention: Mention, people: frozenset[str]) -> int | None:
    """The word for the people of a body, in the nominative, right before it or before `z` and it."""
    begin = words.sentence_bounds(mention.first)[0]
    for i in range(mention.first - 1, max(begin, mention.first - _PEOPLE) - 1, -1):
        if words.forms[i] in {",", ";", "(", ":", "|"}:
            return None
        if words.lemmas[i] in people or words.lower[i] in people:
            governed = i > begin and is_preposition(words, i - 1)
            free = any("nom" in nominal.cases for nominal in nominals(words.forms[i]) if nominal.noun)
            return i if free and not governed else None
    return None


def _agent(words: Words, mention: Mention) -> bool:
    """Whether `przez` behind a participle or `od` behind a noun stands right before a body.

    `ciasta upieczone przez Koło …`, `koce od Banku …`
    """
    begin = words.sentence_bounds(mention.first)[0]
    i = mention.first - 1
    if i <= begin:
        return False
    if words.lower[i] == "od":
        return words.tags[i - 1].startswith(("subst:", "ger:"))
    done = words.tags[max(begin, i - _BEFORE) : i]
    return words.lower[i] == "przez" and any(tag.startswith(("ppas:", "ger:", "imps:")) for tag in done)


def _teaches(words: Words, mention: Mention, experts: frozenset[str]) -> bool:
    """Whether an expert from a body leads something (`zajęcia poprowadzą dwie trenerki z Fundacji …`)."""
    begin, end = words.sentence_bounds(mention.first)
    return _sends(words, mention, experts) and not _LEADS.isdisjoint(words.lemmas[begin:end])


def _sends(words: Words, mention: Mention, experts: frozenset[str]) -> bool:
    """Whether an expert from a body is spoken of, in whatever case: `z dietetyczką ze Szpitala …`."""
    begin = words.sentence_bounds(mention.first)[0]
    for i in range(mention.first - 1, max(begin, mention.first - _PEOPLE) - 1, -1):
        if words.forms[i] in {",", ";", "(", ":", "|"}:
            return False
        if words.lemmas[i] in experts:
            return i == begin or words.lower[i - 1] not in _RECEIVING
        if words.lower[i] not in {"z", "ze"} and not words.tags[i].startswith("adj"):
            return False
    return False


def _nominative(words: Words, mention: Mention) -> bool:
    if mention.abbreviation is not None or mention.name is not None:
        return mention.first > 0
    return any("nom" in n.cases and n.number == "sg" for n in nominals(words.forms[mention.head]) if n.noun)


def _acts(words: Words, first: int, last: int, mentions: Sequence[Mention], idle: frozenset[str]) -> bool:
    """Whether a verb of doing stands behind within the clause, or right before without another body between."""
    begin, end = words.sentence_bounds(first)
    for i in spoken(words, last, min(end, last + _BEHIND)):
        if words.forms[i] in {";", ":", "|"}:
            return False
        if words.forms[i] == "(" or words.lower[i] in {"który", "która", "które", "gdzie"}:
            break
        if words.tags[i].startswith(_FINITE):
            return _does(words, i, idle) and words.tags[i].split(":")[2:3] != ["pri"]
    for i in range(first - 1, max(begin, first - _BEFORE) - 1, -1):
        if words.forms[i] in {";", "|"} or any(one.first <= i < one.last for one in mentions):
            return False
        if words.tags[i].startswith(_FINITE):
            third = "ter" in words.tags[i].split(":") or words.tags[i].startswith("praet")
            return third and _does(words, i, idle) and not _has_subject(words, i, first)
    return False


def _has_subject(words: Words, verb: int, end: int) -> bool:
    """Whether a noun between a verb and a body can only be the verb's subject."""
    return any(
        words.tags[i].startswith("subst:") and words.tags[i].split(":")[2] == "nom" for i in range(verb + 1, end)
    )


def _does(words: Words, i: int, idle: frozenset[str]) -> bool:
    """Whether a verb tells of doing: `będą` with an infinitive beside it too."""
    if words.tags[i].startswith("bedzie:"):
        near = range(max(0, i - 2), min(len(words), i + 3))
        return any(words.tags[j].startswith("inf:") and words.lemmas[j] not in idle for j in near)
    return words.lemmas[i] not in idle
