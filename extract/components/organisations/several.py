"""Bodies that share a head: `powiaty: brodnicki i rypiński`, `gminami Lesko i Cisna`, `przedszkola w Pile i Ujściu`."""

from collections.abc import Callable

from extract.components.organisations.abbreviated import town_behind
from extract.components.organisations.extent import Surroundings
from extract.components.organisations.lexicon import Unit, lexicon
from extract.components.organisations.mention import Mention
from extract.inflection import nominals
from extract.words import Words

_HYPHENS = frozenset("-‐‑–")


def sharing(around: Surroundings, i: int) -> list[Mention]:
    """Counties or municipalities that share a plural head: `powiaty: brodnicki i rypiński`, `gminami Lesko i Cisna`."""
    words = around.words
    if not any(nominal.noun and nominal.number == "pl" for nominal in nominals(words.forms[i])):
        return []
    singular = any(nominal.noun and nominal.number == "sg" for nominal in nominals(words.forms[i]))
    if singular and not _enumerates(words, i) and not _two_places(around, i):
        return []
    unit = next(unit for unit in lexicon().heads[words.lemmas[i]] if not unit.several)
    colon = next((j for j in range(i + 1, min(i + 5, len(words))) if words.forms[j] == ":"), i)

    def part(position: int) -> Mention | None:
        end, name = _shared_part(around, position, unit)
        if end == position:
            return None
        return Mention(position, end, position, unit, None, False, True, False, name=name)

    return _enumerated(words, i, colon + 1, part)


def _two_places(around: Surroundings, i: int) -> bool:
    """Whether two municipalities follow a head, joined (`gminy Lesko i Cisna`)."""
    words = around.words
    end, first = around.places.get(i + 1, (0, None))
    if (
        first is None
        or first.level != "municipality"
        or end >= len(words)
        or words.lower[end] not in {"i", "oraz", ","}
    ):
        return False
    second = around.places.get(end + 1)
    return second is not None and second[1].level == "municipality" and words.sentences[end] == words.sentences[i]


def in_several_places(around: Surroundings, i: int) -> list[Mention]:
    """Bodies of one kind in several places (`z przedszkolami w Niechobrzu i w Lutoryżu`)."""
    words = around.words
    unit = next((one for one in lexicon().heads.get(words.lemmas[i], ()) if not one.several and not one.office), None)
    if unit is None or i + 2 >= len(words) or words.lower[i + 1] not in {"w", "we"} or words.forms[i].isupper():
        return []
    if not nominals(words.forms[i]) or any(one.number == "sg" for one in nominals(words.forms[i]) if one.noun):
        return []

    def part(position: int) -> Mention | None:
        begin = position + (words.lower[position] in {"w", "we"})
        end, place = around.places.get(begin, (begin + 1, None))
        if begin >= len(words) or not words.forms[begin].istitle():
            return None
        preposition = words.lower[position] if begin > position else words.lower[i + 1]
        name = f"{unit.title[0]} {preposition} {words.written(begin, end)}"
        first = i if position == i + 1 else position
        return Mention(first, end, begin, unit, place, True, True, False, name=name)

    return _enumerated(words, i, i + 1, part)


def _enumerated(words: Words, i: int, start: int, part: Callable[[int], Mention | None]) -> list[Mention]:
    """The parts that share the head at word `i`: from `start` on in its sentence, joined; none where there is but one.

    `part` reads the one that begins at a word.
    """
    found: list[Mention] = []
    position = start
    while position < len(words) and words.sentences[position] == words.sentences[i]:
        one = part(position)
        if one is None:
            break
        found.append(one)
        position = one.last
        if position >= len(words) or words.lower[position] not in {",", "i", "oraz"}:
            break
        position += 1
    return found if len(found) > 1 else []


def _enumerates(words: Words, i: int) -> bool:
    return ":" in words.forms[i + 1 : i + 5]


def _shared_part(around: Surroundings, i: int, unit: Unit) -> tuple[int, str]:
    words = around.words
    if unit.kind == "county":
        end = i + 3 if i + 2 < len(words) and words.forms[i + 1] in _HYPHENS else i + 1
        last = words.forms[end - 1]
        lemma = next((nominal.lemma for nominal in nominals(last) if not nominal.noun), "")
        if not lemma.endswith(("ski", "cki", "dzki")):
            return i, ""
        before = "".join(part.capitalize() for part in words.forms[i : end - 1])
        return end, f"Powiat {before}{lemma.capitalize()}"
    place = around.places.get(i)
    if place is not None and place[1].level == "municipality":
        return place[0], f"{unit.title[0]} {place[1].name}"
    town = town_behind(words, i)
    return (town[0], f"{unit.title[0]} {town[1].name}") if town is not None else (i, "")
