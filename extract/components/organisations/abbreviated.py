"""Bodies named by an abbreviation: `MOPS-u`, `M-GOPS`, `SP ZOZ`, `KPP w Piszu`, `MOPS Radom`."""

from corpus.places import load_register
from extract.candidates import PlaceCandidate
from extract.components.organisations.extent import Extent, Surroundings, extent
from extract.components.organisations.lexicon import Abbreviation, lexicon
from extract.components.organisations.mention import Mention
from extract.inflection import nominals
from extract.words import Words

_HYPHENS = frozenset("-‐‑–")
_NAME = 5
"""Words of a quoted name behind an abbreviation; longer ones are of programmes."""
_SELF_NAMED = frozenset({"association", "lgd"})
"""Kinds of bodies that choose names of their own."""
_ENDINGS = frozenset({"u", "a", "em", "ie", "ów", "ach", "ami", "om", "y", "owi", "e", "ze", "iem"})


def abbreviated(around: Surroundings, i: int, floor: int) -> Mention | None:
    """The body whose abbreviation the word `i` begins, None where it begins none; `floor` ends the body before."""
    words = around.words
    known, end = _abbreviation(words, i)
    if known is None:
        return None
    town = town_behind(words, end) if known.unit.seat else None
    if town is not None:
        last, place_beside = town
        return Mention(i, last, i, known.unit, place_beside, True, False, True, known, beside=place_beside)
    place = Extent(end)
    if end < len(words) and words.sentences[end] == words.sentences[i] and not _begins_body(words, end):
        free = known.unit.seat or known.unit.village
        place = extent(around, i, end, known.unit) if free else _quoted(around, end, known)
    named = place.named
    if known.unit.kind == "school" and not named and not place.located:
        return None
    own = i > 0 and words.lemmas[i - 1] in lexicon().own
    first = i - 1 if i > floor and _describes(words, i - 1, known) else i
    return Mention(first, place.last, i, known.unit, place.seat, place.located, named, True, known, own, i - first)


def capital(around: Surroundings, i: int, floor: int) -> Mention | None:
    """The capital as it is mostly written (`m.st. Warszawa`), where no name before holds it."""
    words = around.words
    first = i - 2
    if first < floor or words.lower[first : i + 2] != ["m", ".", "st", "."]:
        return None
    end, place = around.places.get(i + 2, (0, None))
    if place is None or place.level != "municipality":
        return None
    unit = lexicon().heads["miasto"][0]
    return Mention(first, end, i + 2, unit, place, False, True, False, name=f"Miasto Stołeczne {place.name}")


def town_behind(words: Words, i: int) -> tuple[int, PlaceCandidate] | None:
    """A municipality's name in the nominative right behind an abbreviation (`MOPS Radom`), with its end."""
    for end in range(min(i + 3, len(words)), i, -1):
        if (
            words.sentences[end - 1] != words.sentences[i]
            or words.sentences[i] != words.sentences[i - 1]
            or not words.forms[i][:1].isupper()
        ):
            continue
        start, stop = words.span(i, end)
        named = load_register().named(words.text[start:stop])
        hyphen = end < len(words) and words.forms[end] in _HYPHENS and words.starts[end] == words.ends[end - 1]
        if named and not hyphen:
            town = named[0]
            return end, PlaceCandidate(start, stop, 0.8, town.name, town.teryt, "municipality", runs=True)
    return None


def _quoted(around: Surroundings, end: int, known: Abbreviation) -> Extent:
    """The extent of an abbreviation with the quoted name right behind it (`LGD „Kraina Dębów”`)."""
    quote = around.quotes.get(end)
    if quote is None or known.unit.kind not in _SELF_NAMED or quote.last - quote.first > _NAME:
        return Extent(end)
    return Extent(quote.outer_last, named=True, quoted=True)


def means_otherwise(words: Words, i: int) -> bool:
    """Whether the text says here that an abbreviation means no body: `UP – uczestnik projektu`, `uczestnik (UP)`."""
    end = i + 1
    dashed = end + 1 < len(words) and words.forms[end] in _DEFINING and words.starts[end] > words.ends[i]
    opens = i == words.block_bounds(i)[0] or not words.forms[i - 1].isalpha()
    if dashed and opens:
        first = end + 1
        while first + 3 < len(words) and words.lower[first] in _SAID:
            first += 1
        form = words.forms[first] if first < len(words) else ""
        common = form.islower() and words.tags[first].startswith(("subst", "adj"))
        return common and form[0] == words.lower[i][0] and words.lemmas[first] not in lexicon().heads
    if i < 2 or words.forms[i - 1] != "(" or end >= len(words) or words.forms[end] != ")":
        return False
    begin = max(words.sentence_bounds(i)[0], i - 1 - len(words.forms[i]))
    return words.lower[i - 2][0] == words.lower[i][-1] and any(_letters(words, at, i - 1) for at in range(begin, i - 1))


_DEFINING = frozenset("-–—:=")
_SAID = frozenset({"rozumie", "się", "należy", "przez", "to", "rozumieć", "oznacza"})


def _letters(words: Words, first: int, end: int) -> bool:
    """Whether a word begins with the first letter of the abbreviation behind, none up to it being that of a body."""
    if first >= end or not words.tags[first].startswith(("subst", "adj")):
        return False
    same = words.lower[first][0] == words.lower[end + (words.forms[end] == "(")][0]
    return same and lexicon().heads.keys().isdisjoint(words.lemmas[first:end])


def _begins_body(words: Words, i: int) -> bool:
    """Whether another body in the nominative begins here (`na zlecenie PCPR Mazowieckie Centrum Szkoleń …`)."""
    head = i
    while head < i + 3 and head + 1 < len(words) and words.sentences[head + 1] == words.sentences[i]:
        if words.lemmas[head] in lexicon().heads:
            break
        if not words.forms[head].istitle() or all(n.noun for n in nominals(words.forms[head])):
            return False
        head += 1
    known = words.lemmas[head] in lexicon().heads and words.forms[head][:1].isupper()
    nominative = any("nom" in n.cases and n.number == "sg" for n in nominals(words.forms[head]) if n.noun)
    return head > i and known and nominative


def _describes(words: Words, i: int, known: Abbreviation) -> bool:
    """Whether a capitalised adjective before an abbreviation is part of the name (`Mazurskie WOPR`)."""
    form = words.forms[i]
    if not form[:1].isupper() or form.isupper() or words.sentences[i] != words.sentences[i + 1]:
        return False
    heads = lexicon().heads.keys()
    if words.lemmas[i] in heads or not heads.isdisjoint(nominal.lemma for nominal in nominals(form)):
        return False
    return any(not n.noun and "nom" in n.cases for n in nominals(form)) and not known.name.startswith(form)


def _abbreviation(words: Words, i: int) -> tuple[Abbreviation | None, int]:
    """The abbreviation written at a word, with an ending (`MOPS-u`) or a prefix (`M-GOPS`), and where it ends."""
    known = lexicon().abbreviations
    form = words.forms[i]
    joined = i + 2 < len(words) and words.forms[i + 1] in _HYPHENS and words.ends[i] == words.starts[i + 1]
    joined = joined and words.ends[i + 1] == words.starts[i + 2]
    if joined and f"{form}-{words.forms[i + 2]}" in known:
        return known[f"{form}-{words.forms[i + 2]}"], i + 3
    if i + 1 < len(words) and f"{form} {words.forms[i + 1]}" in known:
        return known[f"{form} {words.forms[i + 1]}"], i + 2
    if form not in known:
        for size in (1, 2, 3):
            if form[:-size] in known and form[-size:] in _ENDINGS:
                return known[form[:-size]], i + 1
        return None, i
    return known[form], i + 3 if joined and words.lower[i + 2] in _ENDINGS else i + 1
