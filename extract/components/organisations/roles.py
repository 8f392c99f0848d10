"""Which role the wording gives a mentioned body: labels, verbs, prepositions, and lists that share a role."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.documents import BlockKind
from extract.components.organisations.acting import add_acting, is_preposition
from extract.components.organisations.apposed import BREAKS, COPULA, NEAR, in_case, of_next, said_of
from extract.components.organisations.cues import (
    PASSING,
    Cue,
    Role,
    better,
    cues_within,
    gap_between,
    spoken,
    sum_behind,
    weighed,
)
from extract.components.organisations.lists import clause_between, in_table, labelled, listed, opening
from extract.components.organisations.mention import Mention
from extract.components.organisations.parts import of_part
from extract.components.organisations.refusals import refused
from extract.components.organisations.subjects import can_be_subject, next_subject, people_of
from extract.inflection import nominals
from extract.patterns import Match
from extract.rules import load_rules
from extract.words import Words

_INHERITED = 0.99
_REFUSED = 0.99
_PARTNER_OF = frozenset({"partnerem", "partnerami", "partnerką"})
"""Forms after which a genitive names whose partner it is."""
_PARTS = frozenset({"zakład", "oddział", "filia", "poradnia", "przychodnia", "ośrodek"})
"""Heads of parts of a body that stands right behind them (`Zakładzie Rehabilitacji SP ZOZ w Nysie`)."""
_BESIDE = 0.86
_BY_ORDER = 0.88
_ORDERED = 14
"""Words before a body within which stands by whose order it acts."""
_OUTRIGHT = 0.9
"""Roles so sure stay, in whoever's name it is (`w imieniu Gminy konkurs prowadzi operator, Stowarzyszenie …`)."""
_CARRIED = 0.72
"""How sure a role is that a verb of the next sentence gives."""
_OPENING = 3
"""Words before the body that is what its sentence and the next are about."""
_ON = frozenset({"na", "w", "jego", "jej", "ich", "nasze", "swoje", "podstawie"})
_ORDER = frozenset({"zlecenie", "zamówienie", "umowę", "umowy"})
"""What one acts by who is ordered to: `na zlecenie`, `na zamówienie`, `na umowę`, `na podstawie umowy`."""
_CHOSEN = frozenset({"wybrany", "wybrać", "wyłoniony", "wyłonić"})
"""Participles of who is chosen to do a thing for others (`Organizatorem wyłonionym w zapytaniu jest …`)."""
_BRACKETS = frozenset("(-–")
_ADVERSATIVE = frozenset({"a", "ale", "zaś", "natomiast", "lecz"})
_JOINING = frozenset({"i", "oraz"})
_PARTED = frozenset({"provider", "participant"})
"""Roles that a wording outside brackets does not give to a body in them (`wybrani w konkursie (zarządzenie …)`)."""
_INSTRUMENTAL = ("em", "ką", "ami")
_GIVES = 0.9


def roles(words: Words, mentions: Sequence[Mention], hits: Sequence[Match[Cue]]) -> list[Role | None]:
    """The role of every mention by the wording found (`cues.find_cues`), None where it gives none."""
    facilities: list[str] = load_rules("organisation_roles")["facilities"]
    subjects = [
        (mention.unit.kind not in facilities or mention.located or _runs_itself(words, mention))
        and can_be_subject(words, mention)
        for mention in mentions
    ]
    before = _from_before(words, mentions, hits, subjects)
    after = _from_behind(words, mentions, hits, subjects)
    found: list[Role | None] = []
    for number, (one, other) in enumerate(zip(before, after, strict=True)):
        both = [role for role in (one, other) if role is not None]
        if len({role.role for role in both}) > 1:
            both = [role for role in both if role.role != "participant" or role.weight >= _OUTRIGHT]
        best = max(both, key=lambda role: role.weight) if both else None
        last = found[-1] if found else None
        passed_on = best is None or (best.listed and best.role == "participant" and last and last.role != best.role)
        own = last is not None and last.apposed and not last.shared
        if passed_on and not own and last is not None and listed(words, mentions[number - 1], mentions[number]):
            best = _inherited(last)
        found.append(best)
    _commissioned(words, mentions, found)
    _give_to_whole(words, mentions, found)
    _give_sums(words, mentions, found)
    add_acting(words, mentions, subjects, found)
    return [
        Role(PASSING, _REFUSED, refused=True) if refused(words, mention) else role
        for mention, role in zip(mentions, found, strict=True)
    ]


def _commissioned(words: Words, mentions: Sequence[Mention], found: list[Role | None]) -> None:
    """Who runs something by order of another (`prowadzi na zlecenie Miasta Fundacja …`) is a provider."""
    for number, (mention, role) in enumerate(zip(mentions, found, strict=True)):
        if role is None or role.role != "implementer" or role.apposed:
            continue
        begin, end = words.sentence_bounds(mention.first)
        near = range(max(begin, mention.first - _ORDERED), min(end, mention.last + NEAR))
        orders = _ORDER if role.weight >= _OUTRIGHT else _ORDER | {"imieniu"}
        ordered = any(words.lower[i] in orders and words.lower[i - 1] in _ON for i in near if i > begin)
        if ordered or any(_is_chosen(words, i) for i in near):
            found[number] = replace(role, role="provider", weight=max(role.weight, _BY_ORDER))


def _give_sums(words: Words, mentions: Sequence[Mention], found: list[Role | None]) -> None:
    """Who is listed with a sum among those who help gives money (`Wsparcie: Gmina Nysa (5 tys. zł) i …`)."""
    for number, (mention, role) in enumerate(zip(mentions, found, strict=True)):
        if role is None or role.role != "partner":
            continue
        until = mentions[number + 1].first if number + 1 < len(mentions) else len(words)
        if sum_behind(words, mention.last, until):
            found[number] = replace(role, role="funder", weight=max(role.weight, _GIVES))


def _is_chosen(words: Words, index: int) -> bool:
    """Whether a participle says that a body was chosen to do it; behind a preposition it speaks of something else
    (`w wybranych szkołach`)."""
    chosen = words.lemmas[index] in _CHOSEN and words.tags[index].startswith(("ppas", "adj"))
    return chosen and not (index and words.tags[index - 1].startswith("prep"))


def _inherited(role: Role) -> Role:
    """The role as the next member of a list has it."""
    return Role(role.role, role.weight * _INHERITED, True, weak=role.weak, shared=role.shared)


def _runs_itself(words: Words, mention: Mention) -> bool:
    """Whether a facility is named like a body of its own (`Klub Seniora „Złoty Wiek”`)."""
    return mention.named and words.forms[mention.head][:1].isupper() and words.forms[mention.last - 1] in '”"»“'


def _give_to_whole(words: Words, mentions: Sequence[Mention], found: list[Role | None]) -> None:
    """What a department does its unit does (`Dział … | Miejskiego Ośrodka Pomocy Społecznej w …`)."""
    for number, (one, other) in enumerate(pairwise(mentions)):
        joined = one.last == other.first and words.sentences[one.head] == words.sentences[other.head]
        part = one.unit.kind == "department" or (not one.core and one.unit.head in _PARTS and other.core)
        if part and joined:
            found[number], found[number + 1] = None, found[number + 1] or found[number]


def _from_before(
    words: Words, mentions: Sequence[Mention], hits: Sequence[Match[Cue]], subjects: Sequence[bool]
) -> list[Role | None]:
    """Roles from wording before the body, passed on along lists."""
    found: list[Role | None] = []
    for number, mention in enumerate(mentions):
        previous = mentions[number - 1] if number else None
        best = _said_before(words, number, mentions, hits, subjects)
        inherited = found[-1] if found else None
        if previous is not None and inherited is not None:
            if _beside(words, previous, mention, inherited):
                best = better(best, Role("partner", _BESIDE))
            joined = listed(words, previous, mention) or _gives_too(words, previous, mention, inherited)
            if best is None and joined:
                best = _inherited(inherited)
        if best is None:
            best = labelled(words, mention, hits) or in_table(words, mention, hits)
        found.append(best)
    return found


def _said_before(
    words: Words,
    number: int,
    mentions: Sequence[Mention],
    hits: Sequence[Match[Cue]],
    subjects: Sequence[bool],
) -> Role | None:
    """The role by the surest wording before a body in its sentence."""
    mention = mentions[number]
    begin = opening(words, mention.first)
    floor = max(begin, mentions[number - 1].last if number else 0)
    best: Role | None = None
    for hit in cues_within(hits, begin, mention.first):
        cue = hit.meaning
        if cue.side in {"before", "of"} or hit.last > mention.first or _other_cell(words, hit, mention):
            continue
        if cue.side == "verb":
            applies = subjects[number] and _verb_first(words, hit, number, mentions, subjects)
        else:
            told = hit.first >= floor or _heads_row(words, hit, mention)
            told = told or (_is_said(words, hit, mention) and not _said_later(words, hit, mention, hits))
            applies = told and not _bracketed(words, hit, mention)
        if not applies or (cue.case and not in_case(words, mention, cue.case)):
            continue
        if cue.case and not cue.reach and any(is_preposition(words, i) for i in range(hit.last, mention.first)):
            continue
        if cue.role != "patron" and clause_between(words, hit.last, mention.first):
            continue
        gap = 0 if _is_said(words, hit, mention) else gap_between(words, hit.last, mention.first)
        of_another = cue.role == "partner" and not gap and words.lower[hit.last - 1] in _PARTNER_OF
        if of_another and in_case(words, mention, "gen"):
            best = better(best, Role("applicant", cue.weight - 0.15))
            continue
        runs = cue.side == "verb" and cue.role == "implementer"
        if runs and (people_of(words, mention) or of_part(words, hit)):
            cue = replace(cue, role="provider")
        best = better(best, weighed(cue, gap, behind=True))
    return best


def _heads_row(words: Words, hit: Match[Cue], mention: Mention) -> bool:
    """Whether a label fills the first cell of the row in which a body stands: it speaks of every cell of the row."""
    start, _ = words.block_bounds(mention.first)
    row = words.kind(start) is BlockKind.ROW and hit.first == start
    return row and hit.last < mention.first and words.forms[hit.last] == "|"


def _is_said(words: Words, hit: Match[Cue], mention: Mention) -> bool:
    """Whether „to be” right before a body says what it is, whoever else stands between.

    `Realizatorem na zlecenie Miasta jest Fundacja …`
    """
    between = spoken(words, hit.last, mention.first)
    return (
        hit.last - hit.first == 1
        and words.lower[hit.first].endswith(_INSTRUMENTAL)
        and bool(between)
        and words.lower[between[-1]] in COPULA
    )


def _said_later(words: Words, hit: Match[Cue], mention: Mention, hits: Sequence[Match[Cue]]) -> bool:
    """Whether another word of role in the instrumental stands nearer (`Liderem jest Gmina …, a partnerem jest …`)."""
    later = cues_within(hits, hit.last, mention.first)
    return any(other.meaning.side == "after" and words.lower[other.first].endswith(_INSTRUMENTAL) for other in later)


def _bracketed(words: Words, hit: Match[Cue], mention: Mention) -> bool:
    """Whether brackets part a wording from a body: they close before it, or open later and hold more than the body."""
    between = words.forms[hit.last : mention.first]
    if hit.first > 0 and words.forms[hit.first - 1] == "(" and ")" in between:
        return True
    opens = "(" in between and ")" not in between[between.index("(") :]
    return opens and hit.meaning.side == "after" and hit.meaning.role in _PARTED


def _beside(words: Words, one: Mention, other: Mention, role: Role) -> bool:
    """Whether `z` alone joins a body to the one that runs the programme (`prowadzi MOPS w Ełku z Fundacją „Most”`)."""
    if role.role not in {"implementer", "applicant"} or words.lower[one.last : other.first] not in (["z"], ["ze"]):
        return False
    cases = [nominal.cases for nominal in nominals(words.forms[other.head]) if nominal.noun]
    return any("inst" in case for case in cases) and not any("gen" in case for case in cases)


def _gives_too(words: Words, one: Mention, other: Mention, role: Role) -> bool:
    """Whether a body gives a sum as the one before did, without a verb (`Fundacja dała 500 zł, Gmina Nysa 300 zł`)."""
    if role.role != "funder" or words.sentences[one.first] != words.sentences[other.first] or other.last >= len(words):
        return False
    return words.forms[other.last].isdigit() and "zł" in words.lower[one.last : other.first]


def _verb_first(
    words: Words, hit: Match[Cue], number: int, mentions: Sequence[Mention], subjects: Sequence[bool]
) -> bool:
    """Whether a verb has its subject behind it: no body that could be its subject stands before it in the clause."""
    if _in_closed_relative(words, hit, mentions[number]):
        return False
    begins = hit.first == words.sentence_bounds(hit.first)[0] or words.forms[hit.first - 1] in BREAKS
    if words.forms[hit.last] == ":" and hit.meaning.role == "implementer" and not begins:
        return False
    for before in range(number - 1, -1, -1):
        previous = mentions[before]
        if words.sentences[previous.first] != words.sentences[hit.first]:
            return True
        if subjects[before]:
            return previous.last <= hit.first and not BREAKS.isdisjoint(words.forms[previous.last : hit.first])
    return True


def _in_closed_relative(words: Words, hit: Match[Cue], mention: Mention) -> bool:
    """Whether a verb stands in a relative clause that a comma and a conjunction end before a body."""
    end = next(
        (i for i in range(hit.last, mention.first - 1) if words.forms[i] == "," and words.lower[i + 1] in _JOINING), 0
    )
    begin = words.sentence_bounds(hit.first)[0]
    opens = next((i for i in range(hit.first, begin, -1) if words.forms[i - 1] == ","), begin)
    return end > 0 and any(words.lemmas[i] == "który" for i in range(opens, hit.first))


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
        best = said_of(words, mention, following, hits)
        if not subjects[number]:
            found[number] = best or _shared_apposition(words, mention, following, found, number)
            continue
        sentence = end = words.sentence_bounds(mention.last - 1)[1]
        if end == mention.last and end < len(words) and words.kind(mention.first) is BlockKind.HEADING:
            end = min(end + 2, words.block_bounds(end)[1])
        ceiling = min(end, next_subject(words, mentions, number, subjects))
        told = _said_behind(words, mention, following, cues_within(hits, mention.last, ceiling), sentence)
        best = better(best, told)
        if best is None and mention.first < end:
            best = _goes_on(words, mentions, number, hits, subjects)
        if best is None and following is not None and listed(words, mention, following):
            inherited = found[number + 1]
            if inherited is not None and not inherited.apposed:
                best = _inherited(inherited)
        found[number] = best
    return found


def _said_behind(
    words: Words,
    mention: Mention,
    following: Mention | None,
    hits: Sequence[Match[Cue]],
    sentence: int,
) -> Role | None:
    """The surest role that wordings behind a body give it, in its sentence or as verbs of the next."""
    best: Role | None = None
    for hit in hits:
        if hit.meaning.side in {"after", "of"}:
            continue
        verb = hit.meaning.side == "verb"
        if (hit.first >= sentence and not verb) or _contrasted(words, mention.last, hit.first):
            continue
        if verb and words.lower[hit.first - 1] == "nie":
            continue
        if not verb and following is not None and of_next(words, mention, hit, following):
            continue
        if verb and clause_between(words, mention.last, hit.first):
            continue
        gap = 0 if words.forms[hit.first] in _BRACKETS else gap_between(words, mention.last, hit.first)
        cue = hit.meaning
        if verb and cue.role == "implementer" and of_part(words, hit):
            cue = replace(cue, role="provider")
        best = better(best, weighed(cue, gap))
    return best


def _shared_apposition(
    words: Words, mention: Mention, following: Mention | None, found: Sequence[Role | None], number: int
) -> Role | None:
    """The role that a plural noun in apposition gives all of a list (`z Gminą Nysa i Fundacją „Most”, partnerami`)."""
    inherited = found[number + 1] if following is not None else None
    if following is None or inherited is None or not inherited.shared or not listed(words, mention, following):
        return None
    return replace(inherited, weight=inherited.weight * _INHERITED)


def _goes_on(
    words: Words,
    mentions: Sequence[Mention],
    number: int,
    hits: Sequence[Match[Cue]],
    subjects: Sequence[bool],
) -> Role | None:
    """The role by the verb of the next sentence, which has no subject of its own (`Razem z … prowadzi projekt`)."""
    mention = mentions[number]
    begin, end = words.sentence_bounds(mention.last - 1)
    if end >= len(words) or words.blocks[end] != words.blocks[mention.first] or mention.first - begin > _OPENING:
        return None
    stop = words.sentence_bounds(end)[1]
    if any(subject and end <= one.first < stop for one, subject in zip(mentions, subjects, strict=True)):
        return None
    for hit in cues_within(hits, end, min(stop, end + NEAR)):
        if hit.meaning.side != "verb" or hit.meaning.role != "implementer" or hit.meaning.weak:
            continue
        tags = words.tags[hit.first].split(":")
        free = (
            i for i in range(end, hit.first) if not any(one.first <= i < one.last for one in mentions[number + 1 :])
        )
        nominative = any(words.tags[i].startswith(("subst:sg:nom", "subst:pl:nom")) for i in free)
        return None if nominative or "pl" in tags else Role("implementer", _CARRIED)
    return None


def _contrasted(words: Words, first: int, last: int) -> bool:
    """Whether a comma and a conjunction that begins another clause lie between a body and a wording (`, a`)."""
    return any(words.forms[i] == "," and words.lower[i + 1] in _ADVERSATIVE for i in range(first, last - 1))
