"""What speaks for the role of a body at one mention: its sentence, label, table, list, and what the rules say."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cache
from itertools import pairwise

from corpus.documents import BlockKind
from corpus.values import value
from extract.components.organisations.acting import is_preposition
from extract.components.organisations.cues import Cue, Role, cues_within, gap_between, sum_behind
from extract.components.organisations.lists import clause_between, is_item, listed
from extract.components.organisations.mention import Mention
from extract.components.organisations.subjects import next_subject, people_of
from extract.components.organisations.unnamed import GROUNDS
from extract.patterns import Match
from extract.rules import load_rules
from extract.words import Words

SURE = 0.87
"""A role so sure by its wording is a sign of its own."""
_FINITE = ("fin:", "praet:", "bedzie:")
_VERBAL = ("ppas:", "imps:", "ger:", "pact:")
_TELLING = ("subst:", "adj:", "ger:", "fin:", "praet:", "ppas:", "pact:", "inf:")
"""Words of a heading that say what its section is about: `na` or `dla` would be learnt from a handful of headings."""
_REACH = 12
"""Words from a body within which its verb is looked for, and of a block that can be a label."""
_LABEL = 6
_OBJECT = 4
"""Words from a verb within which its object stands."""
_ITEMS = 12
_ACT = 10
"""Words of an act's title before whose act it is."""
_ACTS = frozenset({"zarządzenie", "uchwała", "ogłoszenie", "obwieszczenie", "komunikat", "zawiadomienie"})
_STRAY = 3
"""Words that may stand before a body which still opens its block."""
_MARKS = frozenset('„"”«»(')
_STOPS = frozenset(".;:|")
_ANNOUNCED = frozenset({"projekt", "program", "zadanie", "akcja", "przedsięwzięcie", "klub", "konkurs"})
_MONEY = frozenset({"zł", "złoty", "dotacja", "dofinansowanie", "mln", "tys"})
_CURRENCIES = frozenset({"zł", "złotych", "pln", "euro"})
_MEANS = frozenset({"środek", "pieniądz", "fundusz", "budżet"})
_ELSEWHERE = frozenset({"sąsiedni", "ościenny", "pobliski"})
_BLOCKS, _HEADING = 8, 7
"""Blocks above a body among which the heading of its section stands, and words of such a heading."""
_CONTRACT = frozenset({"umowa", "porozumienie"})
_CHOSEN = frozenset(
    {"wybrać", "wybrany", "wyłonić", "wyłoniony", "zlecić", "zlecenie", "powierzyć", "powierzony", "wygrać", "przetarg"}
)
_ENTRUSTED = frozenset({"powierzać", "powierzyć"})
_CONTACT = frozenset({"tel", "telefon", "ul", "@", "pokój", "mail"})


@value
class Scene:
    """What is known of all mentions of a document."""

    mentions: Sequence[Mention]
    subjects: Sequence[bool]
    """Which mentions can be subjects."""
    hits: Sequence[Match[Cue]]
    roles: Sequence[Role | None]
    """What the rules found."""
    told: dict[tuple[int, int, str], tuple[str, ...]] = field(default_factory=dict)
    """The signs of sentences and blocks that were asked for."""


def signs(words: Words, scene: Scene, number: int) -> Iterator[str]:
    """The signs at one mention."""
    mentions, subjects, hits, role = scene.mentions, scene.subjects, scene.hits, scene.roles[number]
    mention = mentions[number]
    begin, end = words.sentence_bounds(mention.first)
    end = max(end, words.sentence_bounds(mention.last - 1)[1])
    block = words.block_bounds(mention.first)
    yield "text"
    yield f"block={words.kind(mention.first).name}"
    yield from _ruled(role)
    subject = subjects[number]
    ceiling = min(end, next_subject(words, mentions, number, subjects)) if subject else end
    yield from _beside(words, mention, begin, end)
    yield from _verbs(words, mentions, number, begin, ceiling, subject=subject)
    yield from _label(words, mention, block[0], hits)
    if words.kind(mention.first) is BlockKind.ROW:
        yield from _table(words, mention, block, hits)
    else:
        yield from _above(words, mention, block[0], hits)
    yield from _cues(words, mentions, number, cues_within(hits, begin, end), ceiling, subject=subject)
    yield from _of_sentence(words, scene, begin, end)
    yield from _of_block(words, scene, *block)
    yield from _sums(words, mentions, number, begin, end)
    act = _act(words, mention, block[0])
    if act:
        yield f"act:{act}"
    if number and listed(words, mentions[number - 1], mention):
        yield "list, not first"
    if number + 1 < len(mentions) and listed(words, mention, mentions[number + 1]):
        yield "list, not last"
    bare = mention.unit.kind in GROUNDS and not mention.named and mention.name is None
    for sign, holds in (("bare", bare), ("own", mention.own), ("subject", subject), ("located", mention.located)):
        if holds:
            yield f"mention {sign}"
    if people_of(words, mention):
        yield "people"


@cache
def groups() -> dict[str, str]:
    """For each kind of body the group of kinds that behave alike."""
    return {kind: group for group, kinds in load_rules("organisation_roles")["groups"].items() for kind in kinds}


def _ruled(role: Role | None) -> Iterator[str]:
    if role is None:
        yield "rule:none"
        return
    yield f"rule:{role.role}"
    if role.weight >= SURE:
        yield f"rule+:{role.role}"
    for sign in ("acting", "listed", "apposed", "weak"):
        if getattr(role, sign):
            yield f"rule {sign}:{role.role}"


def _beside(words: Words, mention: Mention, begin: int, end: int) -> Iterator[str]:
    """The words that touch a body: the preposition it hangs on and what that hangs on, the noun it is a genitive of."""
    i = mention.first - 1
    while i >= begin and words.forms[i] in _MARKS:
        i -= 1
    if i < begin:
        yield "B=^"
    elif is_preposition(words, i):
        yield f"P={words.lower[i]}"
        if i == begin:
            yield f"opens P={words.lower[i]}"
        if i > begin:
            yield f"PN={words.lemmas[i - 1]}"
            yield f"PN={words.lower[i]}:{words.tags[i - 1].partition(':')[0]}"
        if i - 1 > begin:
            yield f"PN2={words.lemmas[i - 2]}"
    else:
        yield f"B={words.lemmas[i]}"
        if words.tags[i].startswith("subst") and words.forms[i].islower():
            yield f"N={words.lemmas[i]}"
            if i > begin and is_preposition(words, i - 1):
                yield f"NP={words.lower[i - 1]}"
    yield f"A={words.lemmas[mention.last]}" if mention.last < end else "A=$"
    if mention.last + 1 < end:
        mark = words.forms[mention.last]
        yield f"A2={'' if mark.isalnum() else mark}{words.lemmas[mention.last + 1]}"


def _verbs(
    words: Words, mentions: Sequence[Mention], number: int, begin: int, ceiling: int, *, subject: bool
) -> Iterator[str]:
    """The nearest finite verb behind and before, and participles before."""
    mention = mentions[number]
    mark = "S" if subject else "O"
    for i in range(mention.last, min(ceiling, mention.last + _REACH)):
        if words.tags[i].startswith(_FINITE):
            yield f"{mark}V>{words.lemmas[i]}"
            if ":pri" in words.tags[i]:
                yield "V>we"
            yield from _object(words, range(i + 1, min(ceiling, i + 1 + _OBJECT)))
            break
    floor = mentions[number - 1].last if number else 0
    for i in range(mention.first - 1, max(begin, mention.first - _REACH) - 1, -1):
        if i < floor:
            yield "another before"
            return
        if words.tags[i].startswith(_FINITE):
            yield f"{mark}V<{words.lemmas[i]}"
            yield from _object(words, range(i - 1, max(begin, i - 1 - _OBJECT) - 1, -1))
            return
        if words.tags[i].startswith(_VERBAL):
            yield f"{words.tags[i][:4]}<{words.lemmas[i]}"


def _object(words: Words, near: range) -> Iterator[str]:
    """What may be the object of a verb: the first noun beside it (`kurs prowadzi …`, `prowadzi projekt`)."""
    noun = next((words.lemmas[i] for i in near if words.tags[i].startswith(("subst", "ger"))), None)
    if noun is not None:
        yield f"V:{noun}"
        known = load_rules("organisation_roles")["parts"]
        yield f"V:{'announced' if noun in _ANNOUNCED else 'part' if noun in known else 'other'}"


def _act(words: Words, mention: Mention, start: int) -> str:
    """The kind of act in whose title a body stands (`ZARZĄDZENIE NR 7 | BURMISTRZA URZĘDOWA`), empty where in none."""
    if mention.first - start > _ACT:
        return ""
    lemma = words.lemmas[start]
    if lemma not in _ACTS and start and mention.first - start <= _STRAY:
        lemma = words.lemmas[words.block_bounds(start - 1)[0]]
    return lemma if lemma in _ACTS else ""


def _said(words: Words, sign: str, first: int, last: int, hits: Sequence[Match[Cue]]) -> Iterator[str]:
    """The words of a label, and the roles that they are wordings of."""
    yield from (f"{sign}={words.lemmas[i]}" for i in range(first, last) if words.forms[i].isalpha())
    yield from (f"{sign}:{hit.meaning.role}" for hit in cues_within(hits, first, last) if hit.last <= last)


def _label(words: Words, mention: Mention, start: int, hits: Sequence[Match[Cue]]) -> Iterator[str]:
    """The words of a label before a body in its block."""
    colon = next((i for i in range(mention.first - 1, start - 1, -1) if words.forms[i] in ":|"), None)
    if colon is None:
        return
    first = colon
    while first > start and words.forms[first - 1] not in _STOPS:
        first -= 1
    if colon - first <= _LABEL:
        yield "labelled"
        yield from _said(words, "L", first, colon, hits)


def _table(words: Words, mention: Mention, block: tuple[int, int], hits: Sequence[Match[Cue]]) -> Iterator[str]:
    """The words of the row's first cell and of the column's head."""
    start, end = block
    yield "row"
    first = next((i for i in range(start, end) if words.forms[i] == "|"), end)
    if mention.first > first:
        yield from _said(words, "W", start, min(first, start + _LABEL), hits)
    number = words.forms[start : mention.first].count("|")
    above = words.blocks[start]
    while above > 0 and words.parts[above - 1].kind is BlockKind.ROW:
        above -= 1
    top = bisect_left(words.blocks, above)
    if top >= start:
        return
    last = words.block_bounds(top)[1]
    edges = [top - 1, *(i for i in range(top, last) if words.forms[i] == "|"), last]
    if number + 1 < len(edges):
        yield from _said(words, "C", edges[number] + 1, edges[number + 1], hits)


def _above(words: Words, mention: Mention, start: int, hits: Sequence[Match[Cue]]) -> Iterator[str]:
    """The words of a heading or label above the block, or above the list, that a body opens."""
    if not start or mention.first - start > _STRAY:
        return
    first, last = words.block_bounds(start - 1)
    passed = 0
    while first and passed < _ITEMS and is_item(words, first) and is_item(words, start):
        first, last = words.block_bounds(first - 1)
        passed += 1
    colon = words.forms[last - 1] == ":"
    if last - first > _REACH and not colon:
        return
    yield f"under {'heading' if words.kind(first) is BlockKind.HEADING else 'colon' if colon else 'line'}"
    said = max(first, words.sentence_bounds(last - 1)[0]) if colon else first
    yield from _said(words, "H", max(said, last - _REACH), last, hits)
    if last - said > _REACH:
        yield from {f"H:{hit.meaning.role}" for hit in cues_within(hits, said, last - _REACH)}


def _section(words: Words, start: int, hits: Sequence[Match[Cue]]) -> Iterator[str]:
    """The roles that the heading of the section speaks of, wherever in it a body stands."""
    first = start
    for _ in range(_BLOCKS):
        if not first:
            return
        first, last = words.block_bounds(first - 1)
        if words.kind(first) is BlockKind.HEADING:
            if last - first <= _HEADING:
                yield from (f"S={words.lemmas[i]}" for i in range(first, last) if words.tags[i].startswith(_TELLING))
                yield from {f"S:{hit.meaning.role}" for hit in cues_within(hits, first, last) if hit.last <= last}
            return


def _sums(words: Words, mentions: Sequence[Mention], number: int, begin: int, end: int) -> Iterator[str]:
    """Whether a sum stands beside a body, no other body between."""
    mention = mentions[number]
    until = mentions[number + 1].first if number + 1 < len(mentions) else end
    if sum_behind(words, mention.last, until):
        yield "sum behind"
    elif not _CURRENCIES.isdisjoint(words.lower[mention.last : min(end, until, mention.last + _REACH)]):
        yield "sum after"
    since = max(begin, mentions[number - 1].last if number else 0, mention.first - _LABEL)
    if not _CURRENCIES.isdisjoint(words.lower[since : mention.first]):
        yield "sum before"


def _cues(
    words: Words,
    mentions: Sequence[Mention],
    number: int,
    hits: Sequence[Match[Cue]],
    ceiling: int,
    *,
    subject: bool,
) -> Iterator[str]:
    """The wordings of role in the sentence by their side and distance; `~` where another body lies between."""
    mention = mentions[number]
    floor = mentions[number - 1].last if number else 0
    for hit in hits:
        kind = f"{hit.meaning.side}:{hit.meaning.role}"
        if hit.last <= mention.first:
            past = "" if hit.first >= floor else "~"
            yield f"cue<{past}{kind}"
            yield f"cue<{past}{kind}:{_near(gap_between(words, hit.last, mention.first))}"
            if clause_between(words, hit.last, mention.first):
                yield f"cue<|{hit.meaning.role}"
        elif hit.first >= mention.last:
            past = "" if hit.first < ceiling else "~"
            yield f"cue>{past}{kind}"
            side = "s" if subject else "o"
            yield f"cue>{past}{kind}:{_near(gap_between(words, mention.last, hit.first))}:{side}"


def _of_block(words: Words, scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """The signs of a block, whichever of its bodies is asked about."""
    known = scene.told.get((start, end, "block"))
    if known is None:
        contact = () if _CONTACT.isdisjoint(words.lemmas[start:end]) else ("contact",)
        known = scene.told[start, end, "block"] = (*_section(words, start, scene.hits), *contact)
    return known


def _of_sentence(words: Words, scene: Scene, begin: int, end: int) -> tuple[str, ...]:
    """The signs of a sentence."""
    known = scene.told.get((begin, end, "sentence"))
    if known is None:
        we = any(":pri" in tag and tag.startswith(("fin:", "impt:")) for tag in words.tags[begin:end])
        known = (*_sentence(words.lemmas[begin:end]), *(("we",) if we else ()))
        scene.told[begin, end, "sentence"] = known
    return known


def _near(gap: int) -> str:
    return "0" if not gap else "2" if gap <= 2 else "6" if gap <= _LABEL else "+"


def _sentence(lemmas: Sequence[str]) -> Iterator[str]:
    if "własny" in lemmas and any(one == "własny" and other in _MEANS for one, other in pairwise(lemmas)):
        yield "sentence own money"
    if not _ELSEWHERE.isdisjoint(lemmas):
        yield "sentence elsewhere"
    if "wykonanie" in lemmas and not _ENTRUSTED.isdisjoint(lemmas):
        yield "sentence entrusted"
    for sign, known in (("announced", _ANNOUNCED), ("money", _MONEY), ("contract", _CONTRACT), ("chosen", _CHOSEN)):
        if not known.isdisjoint(lemmas):
            yield f"sentence {sign}"
