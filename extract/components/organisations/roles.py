"""Which role the wording gives a mentioned body: labels, verbs, prepositions; lists share the role of their first member."""

from collections.abc import Sequence
from dataclasses import dataclass
from bisect import bisect_left
from functools import cache

from corpus.documents import BlockKind
from extract.components.organisations.mentions import Mention
from extract.inflection import nominals
from extract.patterns import Match, Patterns
from extract.rules import load_rules
from extract.words import Words

_BETWEEN = frozenset({",", "i", "oraz", "a", "także", "też", "jak", "również", ";", "•", "„", "”", '"', "(", ")", "z", "ze", "-", "–", "|", "np", "m", "in", ".", "innymi", "takie", "lokalne", "lokalny", "tamtejszy", "miejscowy", "na", "rzecz", "firma", "sp", "o", "im", "św", "nr", "w", "we", "powiatami", "powiatem", "powiaty", "gminami", "gminą", "gminy", ":", "zł", "tys", "mln", "pln"})
_JOINING = frozenset({",", "i", "oraz", ";", "a", "z", "ze", ")", "•"})
_LIST_GAP = 14
_FADE = 0.03
"""A cue loses so much of its weight with every word between it and the body."""
_INHERITED = 0.99
_VERB_REACH = 4
"""Words that may lie between a verb and its subject behind it."""
_PARTNER_OF = frozenset({"partnerem", "partnerami", "partnerką"})
"""Forms after which a genitive names whose partner it is."""
_BRACKETS = frozenset("(-–")
_DOERS = frozenset({"kto", "odpowiedzialny", "podmiot", "jednostka", "instytucja", "wykonawca"})
_FINITE = ("fin:", "praet:", "bedzie:", "impt:")
_ITEMS = 12
"""Items of a list that may lie between a label and a body."""
_LABEL_BLOCK = 12
"""A block of at most so many words can be the label of the blocks after it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a wording says of the body beside it."""

    role: str
    side: str
    weight: float
    reach: int
    number: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its confidence."""

    role: str
    weight: float
    listed: bool = False
    """Whether it was passed on from another member of a list."""


def roles(words: Words, mentions: Sequence[Mention]) -> list[Role | None]:
    """The role of every mention, None where the wording gives none."""
    hits = _longest(list(_patterns().find(words)))
    facilities: list[str] = load_rules("organisation_roles")["facilities"]
    subjects = [mention.unit.kind not in facilities and _subject(words, mention) for mention in mentions]
    before = _from_before(words, mentions, hits, subjects)
    after = _from_behind(words, mentions, hits, subjects)
    found: list[Role | None] = []
    for number, (one, other) in enumerate(zip(before, after, strict=True)):
        both = [role for role in (one, other) if role is not None]
        best = max(both, key=lambda role: role.weight) if both else None
        last = found[-1] if found else None
        if best is None and last is not None and _listed(words, mentions[number - 1], mentions[number]):
            best = Role(last.role, last.weight * _INHERITED, True)
        found.append(best)
    _give_to_whole(mentions, found)
    return found


def _give_to_whole(mentions: Sequence[Mention], found: list[Role | None]) -> None:
    """What a department does its unit does (`Dział … | Miejskiego Ośrodka Pomocy Społecznej w …`)."""
    for number, (one, other) in enumerate(zip(mentions, mentions[1:], strict=False)):
        if one.unit.kind == "department" and one.last == other.first:
            found[number], found[number + 1] = None, found[number + 1] or found[number]


def _longest(hits: Sequence[Match[Cue]]) -> list[Match[Cue]]:
    """Without wordings that are the beginning of a longer one."""
    ends: dict[tuple[int, str], int] = {}
    for hit in hits:
        key = hit.first, hit.meaning.side
        ends[key] = max(hit.last, ends.get(key, 0))
    return [hit for hit in hits if hit.last == ends[hit.first, hit.meaning.side]]


def _from_before(
    words: Words, mentions: Sequence[Mention], hits: Sequence[Match[Cue]], subjects: Sequence[bool]
) -> list[Role | None]:
    """Roles from wording before the body, passed on along lists."""
    found: list[Role | None] = []
    for number, mention in enumerate(mentions):
        previous = mentions[number - 1] if number else None
        best: Role | None = None
        begin = words.sentence_bounds(mention.first)[0]
        floor = max(begin, previous.last if previous else 0)
        for hit in hits:
            cue = hit.meaning
            if cue.side in {"before", "of"} or hit.last > mention.first:
                continue
            if hit.first < (begin if cue.side == "verb" else floor) or _other_cell(words, hit, mention):
                continue
            if cue.side == "verb" and not (subjects[number] and _verb_first(words, hit, number, mentions, subjects)):
                continue
            if cue.role != "patron" and _clause_between(words, hit.last, mention.first):
                continue
            gap = _gap(words, hit.last, mention.first)
            if cue.role == "partner" and not gap and words.lower[hit.last - 1] in _PARTNER_OF:
                best = _better(best, Role("applicant", cue.weight - 0.15))
                continue
            best = _better(best, _weighed(cue, gap, _VERB_REACH))
        inherited = found[-1] if found else None
        if best is None and previous is not None and inherited is not None and _listed(words, previous, mention):
            best = Role(inherited.role, inherited.weight * _INHERITED, True)
        if best is None:
            best = _headed_list(words, mention, hits) or _table(words, mention, hits)
        found.append(best)
    return found


def _verb_first(
    words: Words, hit: Match[Cue], number: int, mentions: Sequence[Mention], subjects: Sequence[bool]
) -> bool:
    """Whether a verb has its subject behind it: no body that could be its subject stands before it in the clause."""
    if words.forms[hit.last] == ":" and hit.meaning.role == "implementer":
        return False
    for before in range(number - 1, -1, -1):
        previous = mentions[before]
        if words.sentences[previous.first] != words.sentences[hit.first]:
            return True
        if subjects[before]:
            return previous.last <= hit.first and "," in words.forms[previous.last : hit.first]
    return True


def _other_cell(words: Words, hit: Match[Cue], mention: Mention) -> bool:
    """Whether a wording stands in another cell of the row, and is no label there."""
    if "|" not in words.forms[hit.last : mention.first]:
        return False
    start, _ = words.block_bounds(mention.first)
    opens = hit.first == start or words.forms[hit.first - 1] == "|" or words.lower[hit.first - 1] in {"kto", "nazwa"}
    return not opens


def _from_behind(
    words: Words, mentions: Sequence[Mention], hits: Sequence[Match[Cue]], subjects: Sequence[bool]
) -> list[Role | None]:
    """Roles from wording behind the body, which is its subject; subjects joined by „i” share it."""
    found: list[Role | None] = [None] * len(mentions)
    for number in range(len(mentions) - 1, -1, -1):
        mention = mentions[number]
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        best = _said_of(words, mention, following, hits)
        if not subjects[number]:
            found[number] = best
            continue
        sentence = end = words.sentence_bounds(mention.last - 1)[1]
        if end == mention.last and end < len(words) and words.kind(mention.first) is BlockKind.HEADING:
            end = min(end + 2, words.block_bounds(end)[1])
        ceiling = min(end, following.first) if following else end
        for hit in hits:
            if hit.meaning.side in {"after", "of"} or hit.first < mention.last or hit.first >= ceiling:
                continue
            if hit.first >= sentence and hit.meaning.side != "verb":
                continue
            gap = 0 if words.forms[hit.first] in _BRACKETS else _gap(words, mention.last, hit.first)
            best = _better(best, _weighed(hit.meaning, gap))
        if best is None and following is not None and _listed(words, mention, following):
            inherited = found[number + 1]
            best = Role(inherited.role, inherited.weight * _INHERITED, True) if inherited else None
        found[number] = best
    return found


def _said_of(words: Words, mention: Mention, following: Mention | None, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that a relative clause or an apposition right behind a body gives it, whatever its case."""
    best: Role | None = None
    for hit in hits:
        if hit.meaning.side == "of" and mention.last <= hit.first <= mention.last + hit.meaning.reach:
            if following is None or hit.first <= following.first:
                best = _better(best, Role(hit.meaning.role, hit.meaning.weight))
    return best


def _clause_between(words: Words, first: int, last: int) -> bool:
    """Whether another clause lies between: a finite verb other than to be."""
    return any(
        words.tags[i].startswith(_FINITE) and words.lemmas[i] not in {"być", "zostać"} for i in range(first, last)
    )


def _better(one: Role | None, other: Role | None) -> Role | None:
    if one is None or other is None:
        return one or other
    return other if other.weight >= one.weight else one


def _weighed(cue: Cue, gap: int, verb_reach: int = 99) -> Role | None:
    reach = min(cue.reach, verb_reach) if cue.side == "verb" else cue.reach
    return Role(cue.role, cue.weight - _FADE * gap) if gap <= reach else None


def _gap(words: Words, first: int, last: int) -> int:
    """Words between, without the capitalised ones: names of bodies that are not known stand in lists."""
    return sum(words.forms[i].isalnum() and not words.forms[i][:1].isupper() for i in range(first, last))


def _listed(words: Words, one: Mention, other: Mention) -> bool:
    """Whether two mentions are neighbours of one list: in one sentence, or items of one list of blocks."""
    if words.sentences[one.first] == words.sentences[other.first]:
        gap = words.lower[one.last : other.first]
        if len(gap) > _LIST_GAP or _JOINING.isdisjoint(gap) or _clause_between(words, one.last, other.first):
            return False
        return all(
            low in _BETWEEN or not low.isalpha() or words.forms[one.last + i][:1].isupper() for i, low in enumerate(gap)
        )
    blocks = words.blocks[one.first], words.blocks[other.first]
    if blocks[1] != blocks[0] + 1:
        return False
    begins = other.first - words.block_bounds(other.first)[0] <= 3
    short = words.block_bounds(one.first)[1] - one.last <= 12
    kinds = {words.kind(one.first), words.kind(other.first)}
    if kinds == {BlockKind.ITEM}:
        return begins and short
    opens = _leads(words, one) and _leads(words, other)
    return kinds == {BlockKind.PARAGRAPH} and opens and short and words.forms[words.block_bounds(one.first)[1] - 1] != "."


def _leads(words: Words, mention: Mention) -> bool:
    """Whether a mention stands at the beginning of its block, behind a number or a bullet at most."""
    start, _ = words.block_bounds(mention.first)
    return mention.first - start <= 3 and not any(words.forms[i].isalpha() for i in range(start, mention.first))


def _table(words: Words, mention: Mention, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that the next cell of the row says outright (`… | partner | …`), or the head of the column."""
    if words.kind(mention.first) is not BlockKind.ROW:
        return None
    end = words.block_bounds(mention.first)[1]
    bar = next((i for i in range(mention.last, end) if words.forms[i] == "|"), end)
    for hit in hits:
        if hit.first == bar + 1 and hit.meaning.side in {"after", "before"} and hit.last <= end:
            return Role(hit.meaning.role, hit.meaning.weight)
    return _column(words, mention, hits)


def _column(words: Words, mention: Mention, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that the head of a table's column gives (`Gmina partnerska`, `Realizator`, `Kto wykonuje`)."""
    start, _ = words.block_bounds(mention.first)
    number = words.forms[start : mention.first].count("|")
    block = words.blocks[start]
    while block > 0 and words.parts[block - 1].kind is BlockKind.ROW:
        block -= 1
    top = bisect_left(words.blocks, block)
    if top == start or top >= len(words):
        return None
    end = words.block_bounds(top)[1]
    bars = [i for i in range(top, end) if words.forms[i] == "|"]
    edges = [top - 1, *bars, end]
    if number + 1 >= len(edges):
        return None
    first, last = edges[number] + 1, edges[number + 1]
    best: Role | None = None
    for hit in hits:
        if first <= hit.first < last and hit.meaning.side == "after":
            best = _better(best, Role(hit.meaning.role, hit.meaning.weight - 0.05))
    lemmas = frozenset(words.lemmas[first:last])
    if best is None and "partnerski" in lemmas:
        best = Role("partner", 0.85)
    if best is None and not lemmas.isdisjoint(_DOERS):
        best = Role("implementer", 0.75)
    return best


def _headed_list(words: Words, mention: Mention, hits: Sequence[Match[Cue]]) -> Role | None:
    """The role that a label or heading above gives a body at the beginning of its block."""
    start, _ = words.block_bounds(mention.first)
    if start == 0 or mention.first - start > 3:
        return None
    first, last = words.block_bounds(start - 1)
    skipped = 0
    while first and skipped < _ITEMS and _is_item(words, first) and _is_item(words, start):
        first, last = words.block_bounds(first - 1)
        skipped += 1
    if last - first > _LABEL_BLOCK and words.forms[last - 1] != ":":
        return None
    if words.kind(first) is not BlockKind.HEADING and words.forms[last - 1] != ":" and last - first > 5:
        return None
    best: Role | None = None
    for hit in hits:
        near = last - hit.last <= 4 or last - first <= _LABEL_BLOCK
        heading = words.kind(first) is BlockKind.HEADING or words.forms[last - 1] == ":"
        label = hit.meaning.side in {"after", "before"} or (heading and last - hit.last <= 3)
        if label and first <= hit.first < last and near:
            best = Role(hit.meaning.role, hit.meaning.weight - 0.05)
    return best


def _is_item(words: Words, first: int) -> bool:
    """Whether a block is an item of a list: marked as one, or begun with a bullet or a number."""
    return words.kind(first) is BlockKind.ITEM or not words.forms[first].isalpha()


def _subject(words: Words, mention: Mention) -> bool:
    """Whether a mention can be the subject of its sentence."""
    if mention.first and any(reading.tag.startswith("prep:") for reading in words.analyses[mention.first - 1]):
        return False
    if mention.abbreviation is not None:
        before = mention.first - 1
        governed = (
            before >= 0
            and words.sentences[before] == words.sentences[mention.first]
            and words.forms[before].islower()
            and words.tags[before].startswith("subst:")
        )
        return not governed
    found = [nominal for nominal in nominals(words.forms[mention.head]) if nominal.noun and nominal.rarer > -40]
    if not found or any("nom" in nominal.cases and nominal.number == "sg" for nominal in found):
        return True
    return any("nom" in nominal.cases for nominal in found) and not any(
        "gen" in nominal.cases and nominal.number == "sg" for nominal in found
    )


@cache
def _patterns() -> Patterns[Cue]:
    rows: list[tuple[str, Cue]] = []
    for number, row in enumerate(load_rules("organisation_roles")["cues"]):
        cue = Cue(row["role"], row["side"], row["weight"], row["reach"], number)
        rows.extend((pattern, cue) for pattern in row["patterns"])
    return Patterns(rows)
