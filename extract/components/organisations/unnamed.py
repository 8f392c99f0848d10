"""Towns and counties that act without their names: `Gmina dołożyła 16 tys. zł`, `nasze miasto jest w nim partnerem`."""

from corpus.places import load_register
from extract.candidates import PlaceCandidate
from extract.components.organisations.mention import Mention
from extract.inflection import nominals
from extract.rules import load_rules
from extract.words import Words

GROUNDS = frozenset({"city", "county"})
_FINITE = ("fin:", "praet:", "bedzie:")
_GETS = frozenset({"dostać", "otrzymać", "uzyskać"})
_SUM = frozenset({"zł", "złoty", "tys", "mln", "euro", "dotacja", "dofinansowanie", "pieniądz", "grant"})
_BEHIND, _BEFORE = 4, 1
"""Words behind and before a subject within which its verb stands."""


def acts(words: Words, mention: Mention) -> bool:
    """Whether a town, municipality or county without a name is the subject of a verb of doing."""
    i = mention.head
    if mention.unit.kind not in GROUNDS or mention.unit.several or mention.last != i + 1:
        return False
    begin, end = words.sentence_bounds(i)
    if i > begin and words.tags[i - 1].startswith(("prep:", "subst:", "adj:", "num:")):
        return False
    if not any(one.noun and one.number == "sg" and "nom" in one.cases for one in nominals(words.forms[i])):
        return False
    idle: list[str] = load_rules("organisation_roles")["idle"]
    near = (*range(i + 1, min(end, i + 1 + _BEHIND)), *range(max(begin, i - _BEFORE), i))
    verb = next((j for j in near if words.tags[j].startswith(_FINITE)), None)
    if verb is None:
        return False
    return words.lemmas[verb] not in idle or (
        words.lemmas[verb] in _GETS and not _SUM.isdisjoint(words.lemmas[begin:end])
    )


def name_of(mention: Mention, home: PlaceCandidate) -> str | None:
    """What a town or county without a name is called whose seat is `home`; None where there is no such county."""
    town = load_register().municipality(home.teryt)
    if mention.unit.kind == "city":
        return f"{mention.unit.title[0]} {town.name}"
    county = town.county_name
    return f"Powiat {'-'.join(part.capitalize() for part in county.split('-'))}" if county[:1].islower() else None
