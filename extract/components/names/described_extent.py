"""How far a description reaches: adjectives, genitives, `dla …`, `na rzecz …`, ages; up to a verb, a date, a place."""

from functools import cache, lru_cache
from typing import NamedTuple

from corpus.documents import BlockKind
from extract.components.names.ages import DASHES, age_end, is_age
from extract.components.names.layout import MAX_WORDS
from extract.components.names.lexicon import name_ends
from extract.components.names.phrases import years_end
from extract.morphology import analyses
from extract.patterns import keys
from extract.rules import load_rules
from extract.words import Words

_QUOTES = frozenset("„\"»«“”'‚")
_NOUNS = ("subst", "ger", "depr")
_TRAITS = ("adj", "ppas", "pact")
ALL = _NOUNS + _TRAITS
"""Parts of speech that have cases."""
_PARTICIPLES = ("ppas", "pact")
_VERBS = ("fin", "praet", "bedzie", "imps", "winien")
_JOINING = frozenset({"i", "oraz", "lub", "czy", "albo"})
_THEIRS = frozenset({"jej", "jego", "ich"})
"""What stands before a further noun that belongs to the one before: `dla młodzieży i jej rodziców`."""
_NAMING = frozenset({"nazwa", "hasło", "tytuł"})
_COMMUNITIES = frozenset({"gmina", "miasto", "powiat", "dzielnica"})
_ENUMERATION = 7
"""Words behind a comma within which an enumeration has its `i`."""
_LEFT, _BETWEEN = 4, 5
"""Adjectives before a head, and words between a preposition and its noun, at most."""


class _State(NamedTuple):
    """A description read up to the word `at`."""

    at: int
    noun: int
    """The noun that adjectives may agree with."""
    head: int
    open: bool = False
    """Whether a participle still wants its object: `stosujących | przemoc`."""
    whole: bool = True
    """Whether the description may end here."""


def begin_of(words: Words, head: int) -> int:
    """The first of the adjectives before a head that are part of its name; in headings all that agree with it."""
    floor = words.sentence_bounds(head)[0]
    first = head
    while first > floor and head - first < _LEFT and _describes(words, first - 1, head):
        first -= 1
    if words.kind(head) is BlockKind.HEADING:
        return first
    praise = listed("praise")
    while first < head and not words.keys[first].isdisjoint(praise):
        first += 1
    return first


def end_of(words: Words, head: int) -> int:
    """Behind the last word that describes a head."""
    state = _State(head + 1, head, head)
    last, end = head + 1, min(_limit(words, head), head + MAX_WORDS)
    while state.at < end:
        step = _step(words, state)
        if step is None or step.at > end:
            break
        state = step
        last = state.at if state.whole else last
    return last - _tells_where(words, head, last)


def _tells_where(words: Words, head: int, last: int) -> bool:
    """Whether the last word only leads to where people live: `dzieci zamieszkałych | na terenie gminy`."""
    return (
        last - 1 > head
        and words.tags[last - 1].startswith(_TRAITS)
        and words.speak_of(listed("living"), last - 1, last)
    )


def _limit(words: Words, head: int) -> int:
    """Where the sentence of a head ends; a line that breaks within a compound goes on in the next block."""
    end = words.sentence_bounds(head)[1]
    broken = end < len(words) and words.forms[end - 1] in DASHES and words.forms[end].islower()
    return words.sentence_bounds(end)[1] if broken and is_half(words, end - 2) else end


def says_enough(words: Words, first: int, head: int, last: int) -> bool:
    """Whether a description tells its head apart from others of its kind, and no name of its own follows."""
    if last < len(words) and words.blocks[last] == words.blocks[head] and _is_named(words, last):
        return False
    known = words.keys[head]
    if not known.isdisjoint(listed("whole")):
        return True
    unspecific = listed("unspecific")
    telling = [
        i
        for i in range(first, last)
        if i != head
        and len(words.forms[i]) > 2
        and words.forms[i].isalpha()
        and words.keys[i].isdisjoint(unspecific)
        and not words.tags[i].startswith("prep")
    ]
    return bool(telling) and (known.isdisjoint(listed("vague")) or len(telling) > 1)


def _is_named(words: Words, at: int) -> bool:
    """Whether a name of its own follows a description: a quotation, `pn.`, `pod nazwą`, `o nazwie`."""
    if words.forms[at] in _QUOTES or words.lower[at] in {"pn", "pt", "zatytułowany"}:
        return True
    return words.lower[at] in {"pod", "o"} and not words.keys[min(at + 1, len(words) - 1)].isdisjoint(_NAMING)


def apposed(words: Words, head: int, last: int) -> tuple[int, int] | None:
    """Where a name in lower case begins behind a head, and its noun: `programu | asystent rodziny`; None where there is
    none.

    `last` is where what describes the head ends.
    """
    end = words.sentence_bounds(head)[1]
    noun = last
    if noun + 1 < end and words.tags[noun].startswith("adj:") and _is_alien(words, noun, head):
        noun += 1
    if noun >= end or not words.forms[noun].islower() or not (noun > last or words.tags[noun].startswith("subst")):
        return None
    agreed = agreeing(words.forms[noun], _NOUNS)
    if noun > last:
        agreed &= agreeing(words.forms[last], _TRAITS)
    cases = {case for case, _ in agreed}
    if "nom" not in cases or "gen" in cases:
        return None
    first = noun
    while first > head + 1 and _describes(words, first - 1, noun):
        first -= 1
    return (first, noun) if first in {head + 1, last} and (first < noun or noun == head + 1) else None


def _is_alien(words: Words, index: int, head: int) -> bool:
    """Whether an adjective in lower case, a nominative, cannot be one of the head, which is none."""
    own, heads = agreeing(words.forms[index], _TRAITS), agreeing(words.forms[head], _NOUNS)
    oblique = not any(case == "nom" for case, _ in heads)
    return words.forms[index].islower() and oblique and ("nom", "sg") in own and not own & heads


def _describes(words: Words, index: int, head: int) -> bool:
    """Whether an adjective before a head agrees with it, and ends no place's name: `Prądnik Biały centrum`."""
    if not words.tags[index].startswith("adj:") or _ends_place(words, index, head):
        return False
    return bool(agreeing(words.forms[index], _TRAITS) & agreeing(words.forms[head], _NOUNS))


def _ends_place(words: Words, index: int, head: int) -> bool:
    """Whether a capitalised word before a head in lower case follows another capitalised word of its sentence."""
    begin = words.sentence_bounds(index)[0]
    capitals = words.forms[index].istitle() and words.forms[head].islower()
    return capitals and index > begin and words.forms[index - 1].istitle()


def _step(words: Words, state: _State) -> _State | None:
    """The description with what follows it; None where it ends."""
    at = state.at
    form, lower = words.forms[at], words.lower[at]
    if form in DASHES:
        return _behind_dash(words, state)
    if form[0].isdigit():
        return _behind_number(words, state)
    if form.isupper() and set(form) <= set("IVX"):
        return state._replace(at=at + 1)
    if lower in _JOINING or form == ",":
        return _behind_joint(words, state)
    ends = form.islower() and not keys(form).isdisjoint(name_ends()) and not _is_paid(words, state)
    verb = words.tags[at].startswith(_VERBS) or ends or lower == "to" or _may_happen(form)
    if not form.isalpha() or verb:
        return None
    return _behind_preposition(words, state) if lower in _prepositions() else _behind_word(words, state)


def _is_paid(words: Words, state: _State) -> bool:
    """Whether a noun right behind a head says what it pays for: `programu dofinansowania wynagrodzeń`."""
    gen = any(case == "gen" for case, _ in agreeing(words.forms[state.at], _NOUNS))
    return state.at == state.head + 1 and gen and words.tags[state.at].startswith(_NOUNS)


def _behind_word(words: Words, state: _State) -> _State | None:
    """An adverb or half of a compound before an adjective, or a word that declines."""
    at = state.at
    if is_half(words, at) or words.tags[at].startswith("adv"):
        follows = at + 1 < len(words) and (_is_trait(words.forms[at + 1]) or words.forms[at + 1] in DASHES)
        return state._replace(at=at + 1, whole=False) if follows else None
    if words.lower[at] == "się" and words.tags[at - 1].startswith(_PARTICIPLES):
        return state._replace(at=at + 1)
    return _behind_declined(words, state) or _behind_unknown(words, state)


def _behind_declined(words: Words, state: _State) -> _State | None:
    """An adjective that agrees with the noun or describes the next one, a genitive, the object of a participle."""
    at = state.at
    form = words.forms[at]
    trait, noun = agreeing(form, _TRAITS), agreeing(form, _NOUNS)
    participle = words.tags[at].startswith(_PARTICIPLES)
    if trait & agreeing(words.forms[state.noun], _NOUNS):
        return state._replace(at=at + 1, open=participle, whole=True)
    wanted = {"gen", "acc", "inst"} if state.open else {"inst"} if words.lower[at] in listed("means") else {"gen"}
    if any(case in wanted for case, _ in noun) and not _is_time(form):
        return _State(at + 1, at, state.head)
    if any(case in wanted for case, _ in trait) and at + 1 < len(words):
        ahead = agreeing(words.forms[at + 1], _NOUNS) | agreeing(words.forms[at + 1], _TRAITS)
        return state._replace(at=at + 1, whole=False) if trait & ahead else None
    return None


def _behind_unknown(words: Words, state: _State) -> _State | None:
    """The name of a municipality behind `gmina`, an adjective that no dictionary knows, a foreign compound."""
    at = state.at
    form = words.forms[at]
    if form.istitle() and not words.keys[at - 1].isdisjoint(_COMMUNITIES):
        return state._replace(at=at + 1)
    if words.tags[at] == "ign" and form.islower() and form.endswith(_trait_endings()):
        return state._replace(at=at + 1)
    foreign = words.tags[at] == "ign" and form.islower() and at + 1 < len(words) and words.forms[at + 1] in DASHES
    return state._replace(at=at + 1, whole=False) if foreign else None


def _behind_preposition(words: Words, state: _State) -> _State | None:
    """A preposition that carries a description on, and the noun behind it with its adjectives."""
    at, lower, behind = state.at, words.lower[state.at], state.at + 1
    years = years_end(words, at) if lower == "na" else None
    if years:
        return state._replace(at=years, open=False, whole=True)
    if behind >= len(words):
        return None
    if words.forms[behind][0].isdigit():
        aged = lower in listed("ages") and is_age(words, behind)
        return state._replace(at=behind, whole=False) if aged else None
    if words.lower[behind] == "lat" and behind + 1 < len(words) and words.forms[behind + 1].isdigit():
        return state._replace(at=behind + 2)
    target = _target(words, behind)
    if target is None or not (state.open or _carries(words, lower, behind, target)):
        return None
    return _State(target + 1, target, state.head)


def _carries(words: Words, lower: str, behind: int, target: int) -> bool:
    """Whether a preposition with what it governs is part of a description."""
    rules = load_rules("described")
    told = frozenset().union(*(words.keys[i] for i in range(behind, target + 1)))
    if lower in rules["carrying"]:
        return not words.forms[target].isupper() or words.lower[target] in listed("short")
    only: list[str] | None = rules["carrying_before"].get(lower)
    if only is not None and not told.isdisjoint(only):
        return True
    unless: list[str] | None = rules["carrying_unless"].get(lower)
    return unless is not None and told.isdisjoint(unless) and not words.forms[target].isupper()


def _target(words: Words, at: int) -> int | None:
    """The noun that a preposition before `at` governs, behind its adjectives; None where there is none near."""
    end = min(at + _BETWEEN, words.sentence_bounds(at)[1])
    for position in range(at, end):
        form = words.forms[position]
        if words.lower[position] in listed("short"):
            return position
        trait = _is_trait(form) and not words.tags[position].startswith("subst")
        if agreeing(form, _NOUNS) and not (trait and position + 1 < end and _pairs(words, position)):
            return position
        joined = words.lower[position] in _JOINING or form in DASHES or words.tags[position].startswith("adv")
        if not (_is_trait(form) or joined or is_half(words, position)):
            return None
    return None


def _pairs(words: Words, at: int) -> bool:
    """Whether a word can be an adjective of the word behind it."""
    trait, ahead = agreeing(words.forms[at], _TRAITS), words.forms[at + 1]
    return bool(trait & (agreeing(ahead, _NOUNS) | agreeing(ahead, _TRAITS)))


def _behind_dash(words: Words, state: _State) -> _State | None:
    """A dash inside a compound: `korekcyjno - edukacyjny`, `door-to-door`, `I–III`; before an edition's year."""
    at = state.at
    if at + 1 >= len(words):
        return None
    if words.lower[at + 1] == "edycja" and at + 2 < len(words) and words.forms[at + 2].isdigit():
        return state._replace(at=at + 3, whole=True)
    if is_half(words, at - 1) and _is_trait(words.forms[at + 1]):
        return state._replace(at=at + 1, whole=False)
    tight = words.ends[at - 1] == words.starts[at] and words.ends[at] == words.starts[at + 1]
    return state._replace(at=at + 2, whole=True) if tight and words.forms[at + 1].isalnum() else None


def _behind_number(words: Words, state: _State) -> _State | None:
    """An age, but no other number."""
    return state._replace(at=age_end(words, state.at), whole=True) if is_age(words, state.at) else None


def _behind_joint(words: Words, state: _State) -> _State | None:
    """`i`, `oraz` or a comma that joins what is alike; a comma only inside an enumeration that has its `i`."""
    at, behind = state.at, state.at + 1
    end = words.sentence_bounds(at)[1]
    behind += behind < end and words.lower[behind] in _THEIRS
    if behind >= end or not words.forms[behind].isalpha():
        return None
    if words.forms[at] == ",":
        if state.noun == state.head and not words.tags[behind].startswith(_TRAITS):
            return None
        joined = next((i for i in range(behind, min(behind + _ENUMERATION, end)) if words.lower[i] in _JOINING), None)
        if joined is None or any(words.tags[i].startswith(_VERBS) for i in range(behind, joined)):
            return None
    if words.lower[behind] in _prepositions():
        return _behind_preposition(words, state._replace(at=behind))
    if is_half(words, behind) and behind + 1 < end and words.forms[behind + 1] in DASHES:
        return state._replace(at=behind, whole=False)
    one, other = (agreeing(words.forms[i], ALL) for i in (at - 1, behind))
    alike = {case for case, _ in one} & {case for case, _ in other}
    if words.lower[behind - 1] in _THEIRS and any(case == "gen" for case, _ in other):
        alike = {"gen"}
    if not alike or words.tags[behind].startswith(_VERBS):
        return None
    if words.tags[behind].startswith(_TRAITS) and behind + 1 < end:
        described = _pairs(words, behind) and not agreeing(words.forms[behind], _TRAITS) & agreeing(
            words.forms[state.noun], _NOUNS
        )
        noun = behind + 1 if described else state.noun
        return state._replace(at=behind + 1, noun=noun, open=False, whole=not described)
    return _State(behind + 1, behind, state.head)


def is_half(words: Words, at: int) -> bool:
    """Whether a word is the first half of a compound adjective: `korekcyjno-`."""
    return len(words.forms[at]) > 4 and words.lower[at].endswith("o") and not agreeing(words.forms[at], ALL)


def _is_time(form: str) -> bool:
    return len(form) > 2 and not keys(form).isdisjoint(load_rules("names")["calendar"])


@lru_cache(maxsize=1 << 15)
def _may_happen(form: str) -> bool:
    """Whether a form in lower case is a verb of beginning or running as well as a noun: `działa`."""
    if not form.islower() or not any(reading.tag.startswith("fin") for reading in analyses(form)):
        return False
    return any(not keys(form).isdisjoint(lemmas) for lemmas in load_rules("described")["leaders"].values())


def _is_trait(form: str) -> bool:
    return bool(agreeing(form, _TRAITS))


@lru_cache(maxsize=6_000)
def agreeing(form: str, kinds: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The cases and numbers in which a form can be a word of these kinds."""
    found: set[tuple[str, str]] = set()
    for reading in analyses(form.lower() if form[:1].isupper() and analyses(form.lower())[0].tag != "ign" else form):
        parts = reading.tag.split(":")
        if parts[0] in kinds and len(parts) > 2:
            found |= {(case, number) for case in parts[2].split(".") for number in parts[1].split(".")}
    return frozenset(found)


@cache
def _prepositions() -> frozenset[str]:
    rules = load_rules("described")
    told = (rules["carrying"], rules["carrying_before"], rules["carrying_unless"], rules["ages"])
    return frozenset(word for words in told for word in words)


@cache
def _trait_endings() -> tuple[str, ...]:
    return tuple(load_rules("described")["trait_endings"])


@cache
def listed(name: str) -> frozenset[str]:
    """A word list of the rules."""
    return frozenset(load_rules("described")[name])
