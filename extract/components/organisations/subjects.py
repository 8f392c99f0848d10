"""Which body can be the subject of its sentence, by its case and what it hangs on."""

from collections.abc import Sequence

from extract.components.organisations.acting import is_preposition
from extract.components.organisations.cues import spoken
from extract.components.organisations.lists import listed
from extract.components.organisations.mention import Mention
from extract.inflection import nominals
from extract.rules import load_rules
from extract.words import Words


def people_of(words: Words, mention: Mention) -> bool:
    """Whether the people of a body, who stand before it, can be the subject (`strażacy z Ochotniczej Straży …`)."""
    i = mention.first - 1
    if i > 0 and words.lower[i] in {"z", "ze"}:
        i -= 1
    if i < 0 or words.sentences[i] != words.sentences[mention.first]:
        return False
    people = words.lemmas[i] in load_rules("organisation_roles")["people"]
    return people and any("nom" in nominal.cases for nominal in nominals(words.forms[i]))


def can_be_subject(words: Words, mention: Mention) -> bool:
    """Whether a mention can be the subject of its sentence."""
    if people_of(words, mention):
        return True
    if mention.first and is_preposition(words, mention.first - 1):
        return False
    if mention.abbreviation is not None:
        before = mention.first - 1
        governed = (
            before >= 0
            and words.sentences[before] == words.sentences[mention.first]
            and (words.forms[before].islower() or before == words.sentence_bounds(before)[0])
            and words.tags[before].startswith("subst:")
        )
        return not governed
    if any(_oblique(words.forms[i]) for i in range(mention.first, mention.head)):
        return False
    found = [nominal for nominal in nominals(words.forms[mention.head]) if nominal.noun and nominal.rarer > -40]
    if not found or any("nom" in nominal.cases and nominal.number == "sg" for nominal in found):
        return True
    return any("nom" in nominal.cases for nominal in found) and not any(
        "gen" in nominal.cases and nominal.number == "sg" for nominal in found
    )


def _oblique(form: str) -> bool:
    """Whether a word can only be an adjective in another case than the nominative (`Powiatowego Centrum …`)."""
    found = nominals(form)
    return bool(found) and not any(nominal.noun or "nom" in nominal.cases for nominal in found)


def next_subject(words: Words, mentions: Sequence[Mention], number: int, subjects: Sequence[bool]) -> int:
    """Where the next body stands that can be a subject: those that hang on a preposition or stand between dashes do not
    part a subject from its verb (`Powiat – wspólnie z Gminą Ryjewo – prowadzi`)."""
    end = words.sentence_bounds(mentions[number].last - 1)[1]
    for after in range(number + 1, len(mentions)):
        other = mentions[after]
        if other.first >= end:
            break
        if subjects[after] and other.first in spoken(words, mentions[number].last, end):
            joined = listed(words, mentions[after - 1], other) and not subjects[after - 1]
            if not joined:
                return other.first
    return len(words)
