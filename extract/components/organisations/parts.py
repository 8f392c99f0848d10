"""Whether a verb speaks of a part of a programme (`lekcje poprowadzi …`), not of the programme."""

from extract.components.organisations.cues import Cue
from extract.patterns import Match
from extract.rules import load_rules
from extract.words import Words

_REACH = 4
"""Words from a verb within which its object stands."""
_NOUNS = ("subst:", "ger:")


def of_part(words: Words, hit: Match[Cue]) -> bool:
    """Whether the first noun behind a verb, or where none is the last before it, names a part of a programme."""
    begin, end = words.sentence_bounds(hit.first)
    parts: list[str] = load_rules("organisation_roles")["parts"]
    for i in range(hit.last, min(end, hit.last + _REACH)):
        if words.forms[i][:1].isupper() or words.forms[i] in {",", ";", ":"}:
            break
        if words.tags[i].startswith(_NOUNS):
            return words.lemmas[i] in parts
    for i in range(hit.first - 1, max(begin, hit.first - _REACH) - 1, -1):
        if words.forms[i] in {",", ";", ":"}:
            break
        if words.tags[i].startswith(_NOUNS):
            return words.lemmas[_governing(words, i, begin)] in parts
    return False


def _governing(words: Words, i: int, begin: int) -> int:
    """The noun that the genitives and prepositions up to a word hang on (`kurs prawa jazdy`, `zajęcia z rytmiki`)."""
    while i - 1 >= begin:
        if ":gen" in words.tags[i] and words.tags[i - 1].startswith(_NOUNS):
            i -= 1
        elif i - 2 >= begin and words.tags[i - 1].startswith("prep:") and words.tags[i - 2].startswith(_NOUNS):
            i -= 2
        else:
            break
    return i
