"""Circles and brigades that are told apart by their villages: `panie z Koła Gospodyń Wiejskich z Goźlic`."""

from extract.components.organisations.extent import Surroundings
from extract.components.organisations.mention import Mention
from extract.components.organisations.naming import with_seat, written_name
from extract.inflection import nominals
from extract.words import Words

_FROM = frozenset({"z", "ze"})


def of_village(around: Surroundings, mention: Mention) -> None:
    """Take the village behind a body that bears its name into the mention; where the body is, not where it is from."""
    words = around.words
    first = mention.last
    kind = mention.unit
    if not (kind.village or (kind.seat and mention.core)) or mention.located or first + 1 >= len(words):
        return
    if mention.named:
        return
    if words.lower[first] not in _FROM or words.sentences[first + 1] != words.sentences[mention.head]:
        return
    last, place = around.places.get(first + 1, (first + 2, None))
    if place is None and not kind.village:
        return
    town = place.name if place is not None else _nominative(words, first + 1)
    name = with_seat(written_name(words, mention), town) if town else None
    if name is not None:
        mention.last, mention.name, mention.located = last, name, True


def _nominative(words: Words, i: int) -> str | None:
    """The nominative of a village in the genitive, None where a word is none or more of its name follows."""
    follows = i + 1 < len(words) and words.sentences[i + 1] == words.sentences[i] and words.forms[i + 1].istitle()
    if follows or not words.forms[i].istitle():
        return None
    found = [nominal for nominal in nominals(words.forms[i]) if nominal.noun and "gen" in nominal.cases]
    return next((nominal.lemma for nominal in found if nominal.lemma[:1].isupper()), None)
