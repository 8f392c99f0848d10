"""Which role the wording gives a mentioned body: labels, verbs, prepositions; lists share the role of their first member."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.documents import BlockKind
from extract.components.organisations.mentions import Mention
from extract.inflection import nominals
from extract.patterns import Match, Patterns
from extract.rules import load_rules
from extract.words import Words

_BETWEEN = frozenset({",", "i", "oraz", "a", "także", "też", "jak", "również", ";", "•", "„", "”", '"', "(", ")", "z", "ze", "-", "–", "|", "np", "m", "in", ".", "innymi", "takie", "lokalne", "lokalny", "tamtejszy", "miejscowy"})
_FADE = 0.03
"""A cue loses so much of its weight with every word between it and the body."""
_INHERITED = 0.03
_LABEL_BLOCK = 12
"""A block of at most so many words can be the label of the blocks after it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a wording says of the body beside it."""

    role: str
    side: str
    weight: float
    reach: int
    subject: bool
    number: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its confidence."""

    role: str
    weight: float


def roles(words: Words, mentions: Sequence[Mention]) -> list[Role | None]:
    """The role of every mention, None where the wording gives none."""
    hits = list(_patterns().find(words))
    before = _after_cues(words, mentions, hits)
    after = _before_cues(words, mentions, hits)
    found: list[Role | None] = []
    for one, other in zip(before, after, strict=True):
        both = [role for role in (one, other) if role is not None]
        found.append(max(both, key=lambda role: role.weight) if both else None)
    return found


def _after_cues(words: Words, mentions: Sequence[Mention], hits: Sequence[Match[Cue]]) -> list[Role | None]:
    """Roles from wording before the body, passed on along lists."""
    found: list[Role | None] = []
    for number, mention in enumerate(mentions):
        previous = mentions[number - 1] if number else None
        best: Role | None = None
        floor = max(words.sentence_bounds(mention.first)[0], previous.last if previous else 0)
        for hit in hits:
            if hit.meaning.side != "after" or hit.last > mention.first or hit.first < floor:
                continue
            if hit.meaning.subject and not _subject(words, mention):
                continue
            best = _better(best, _weighed(hit.meaning, _gap(words, hit.last, mention.first)))
        if best is None and previous is not None and found[-1] is not None and _listed(words, previous, mention):
            best = Role(found[-1].role, found[-1].weight - _INHERITED)
        if best is None:
            best = _headed_list(words, mention, hits)
        found.append(best)
    return found


def _before_cues(words: Words, mentions: Sequence[Mention], hits: Sequence[Match[Cue]]) -> list[Role | None]:
    """Roles from wording behind the body, which is its subject; subjects joined by „i” share it."""
    found: list[Role | None] = [None] * len(mentions)
    for number in range(len(mentions) - 1, -1, -1):
        mention = mentions[number]
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if not _subject(words, mention):
            continue
        end = words.sentence_bounds(mention.last - 1)[1]
        ceiling = min(end, following.first) if following else end
        best: Role | None = None
        for hit in hits:
            if hit.meaning.side != "before" or hit.first < mention.last or hit.first >= ceiling:
                continue
            best = _better(best, _weighed(hit.meaning, _gap(words, mention.last, hit.first)))
        if best is None and following is not None and _listed(words, mention, following):
            inherited = found[number + 1]
            best = Role(inherited.role, inherited.weight - _INHERITED) if inherited else None
        found[number] = best
    return found


def _better(one: Role | None, other: Role | None) -> Role | None:
    if one is None or other is None:
        return one or other
    return other if other.weight >= one.weight else one


def _weighed(cue: Cue, gap: int) -> Role | None:
    return Role(cue.role, cue.weight - _FADE * gap) if gap <= cue.reach else None


def _gap(words: Words, first: int, last: int) -> int:
    return sum(words.forms[i].isalnum() for i in range(first, last))


def _listed(words: Words, one: Mention, other: Mention) -> bool:
    """Whether two mentions are neighbours of one list: in one sentence, or items of one list of blocks."""
    if words.sentences[one.first] == words.sentences[other.first]:
        gap = words.lower[one.last : other.first]
        return len(gap) <= 5 and all(form in _BETWEEN or not form.isalpha() for form in gap)
    blocks = words.blocks[one.first], words.blocks[other.first]
    if blocks[1] != blocks[0] + 1:
        return False
    begins = other.first - words.block_bounds(other.first)[0] <= 3
    short = words.block_bounds(one.first)[1] - one.last <= 12
    kinds = {words.kind(one.first), words.kind(other.first)}
    return begins and short and kinds in ({BlockKind.ITEM}, {BlockKind.PARAGRAPH}) and words.forms[one.last - 1] != "."


def _headed_list(words: Words, mention: Mention, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that a label or heading above gives a body at the beginning of its block."""
    start, _ = words.block_bounds(mention.first)
    if start == 0 or mention.first - start > 3:
        return None
    first, last = words.block_bounds(start - 1)
    if last - first > _LABEL_BLOCK and words.forms[last - 1] != ":":
        return None
    if words.kind(start - 1) is not BlockKind.HEADING and words.forms[last - 1] != ":" and last - first > 5:
        return None
    best: Role | None = None
    for hit in hits:
        if hit.meaning.side == "after" and first <= hit.first < last and not hit.meaning.subject:
            best = _better(best, Role(hit.meaning.role, hit.meaning.weight - 0.05))
    return best


def _subject(words: Words, mention: Mention) -> bool:
    """Whether a mention can be the subject of its sentence."""
    if mention.first and any(reading.tag.startswith("prep:") for reading in words.analyses[mention.first - 1]):
        return False
    if mention.abbreviation is not None:
        previous = words.lemmas[mention.first - 1] if mention.first else ""
        return previous not in {"dyrektor", "kierownik", "pracownik", "siedziba", "punkt", "oferta", "logo", "strona"}
    found = [nominal for nominal in nominals(words.forms[mention.head]) if nominal.noun]
    return not found or any("nom" in nominal.cases and nominal.number == "sg" for nominal in found) or any(
        "nom" in nominal.cases for nominal in found if "gen" not in nominal.cases
    )


@cache
def _patterns() -> Patterns[Cue]:
    rows: list[tuple[str, Cue]] = []
    for number, row in enumerate(load_rules("organisation_roles")["cues"]):
        cue = Cue(row["role"], row["side"], row["weight"], row["reach"], row.get("subject", False), number)
        rows.extend((pattern, cue) for pattern in row["patterns"])
    return Patterns(rows)
