"""Which body each mention means: one said in full elsewhere, one that an abbreviation names, the home town's unit."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from corpus.documents import BlockKind
from corpus.places import load_register
from extract.candidates import PlaceCandidate
from extract.components.organisations.lexicon import lexicon
from extract.components.organisations.mention import Mention
from extract.components.organisations.naming import with_seat, written_name
from extract.components.organisations.unnamed import GROUNDS, name_of
from extract.words import Words

_ALIAS_REACH = 9
_PLAIN = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_PLACES = frozenset({"city", "county", "region"})
_ONE_IN_A_PLACE = frozenset(
    {"school", "university", "library", "museum", "hospital", "parish", "clinic", "culture", "court"}
)
_CALLED = frozenset({"dalej", "zwany", "zwana", "zwane", "zwanej", "zwanym", "skrócie", "skrót"})


class Named(NamedTuple):
    """What a mention means; `known` where the name was completed from elsewhere."""

    name: str
    known: bool
    towns: Mapping[str, str] = MappingProxyType({})
    """The document's municipalities by their names without what they are, of one of which this may be the head."""


@dataclass(slots=True)
class _Entry:
    mention: Mention
    name: str
    whole: bool
    longest: str = ""
    """The longest way in which the document writes a name that begins like this one."""


def name_mentions(words: Words, mentions: Sequence[Mention], home: PlaceCandidate | None) -> list[Named | None]:
    """The full name of each mention, None where the document does not settle which body is meant."""
    entries = [_entry(words, mention, home) for mention in mentions]
    aliases = _aliases(words, entries)
    longer = _longer(entries)
    for entry in entries:
        if entry.whole:
            entry.longest = _as_elsewhere(entry, entries, longer)
    named = [_resolved(words, number, entries, aliases, home) for number in range(len(entries))]
    accented = _accented({one.name for one in named if one is not None})
    towns = _towns(entries)
    return [one and one._replace(name=accented.get(one.name, one.name), towns=towns) for one in named]


def _towns(entries: Sequence[_Entry]) -> dict[str, str]:
    """The municipalities that a document names, by their names without what they are."""
    found: dict[str, str] = {}
    for entry in entries:
        unit = entry.mention.unit
        if unit.kind == "city" and (entry.mention.named or unit.several):
            found.setdefault(entry.name.removeprefix(" ".join(unit.title)).strip().casefold(), entry.name)
    return found


def _accented(names: Collection[str]) -> dict[str, str]:
    """For names written in part without Polish letters the same name as it is written elsewhere with more of them."""
    best: dict[str, str] = {}
    for name in sorted(names):
        plain = name.translate(_PLAIN).casefold()
        if sum(map(str.isascii, name)) < sum(map(str.isascii, best.get(plain, plain))):
            best[plain] = name
    return {name: best[plain] for name in names if (plain := name.translate(_PLAIN).casefold()) in best}


def _entry(words: Words, mention: Mention, home: PlaceCandidate | None) -> _Entry:
    name = written_name(words, mention)
    unit = mention.unit
    if mention.beside is not None and unit.seat:
        written = words.text[mention.beside.start : mention.beside.end]
        body = name.removesuffix(mention.beside.name).removesuffix(written).rstrip(" -–")
        name = with_seat(body, mention.beside.name) or name
    if home is not None and unit.seat and mention.core and not mention.located and name.endswith(f" {home.name}"):
        name = with_seat(name.removesuffix(home.name).rstrip(" -–"), home.name) or name
    if mention.town is not None:
        name = with_seat(name, mention.town.name) or name
        return _Entry(mention, name, True)
    if mention.name is not None or (unit.alone and (unit.kind != "police" or mention.named)):
        whole = True
    elif mention.abbreviation is not None:
        whole = mention.located or mention.named or not unit.seat
    elif unit.several:
        whole = mention.located or mention.named or not unit.seat or _tells_town(words, mention)
    else:
        whole = mention.named or (mention.located and mention.adjectives > 0) or mention.adjectives > 1
        whole = whole or (mention.adjectives > 0 and unit.kind not in {"centre", "council", "office", "committee"})
    return _Entry(mention, name, whole)


def _aliases(words: Words, entries: Sequence[_Entry]) -> dict[str, str]:
    """Abbreviations and short names that the text introduces: `…, zwany dalej OPS`, `… (MOPS)`."""
    found: dict[str, str] = {}
    for number, other in enumerate(entries):
        if other.whole:
            continue
        for one in reversed(entries[max(0, number - 3) : number]):
            gap = words.lower[one.mention.last : other.mention.first]
            near = len(gap) <= _ALIAS_REACH and words.blocks[one.mention.first] == words.blocks[other.mention.first]
            if not near or not one.whole or one.mention.unit.kind in _PLACES:
                continue
            bracketed = "(" in gap[:2] and other.mention.abbreviation is not None
            if bracketed or not _CALLED.isdisjoint(gap):
                found.setdefault(_short(words, other.mention), one.name)
            break
    return found


def _short(words: Words, mention: Mention) -> str:
    if mention.abbreviation is not None:
        return mention.abbreviation.text.casefold()
    return " ".join(words.lemmas[mention.first : mention.last])


def _resolved(
    words: Words, number: int, entries: Sequence[_Entry], aliases: dict[str, str], home: PlaceCandidate | None
) -> Named | None:
    entry = entries[number]
    if entry.mention.unit.office and not entry.mention.named:
        return _head_of(entry, home)
    if entry.whole:
        return Named(entry.longest, False)
    other = home and _ground(entry, entries, home)
    other = other or aliases.get(_short(words, entry.mention)) or _same_kind(words, number, entries)
    if other:
        return Named(other, True)
    mention = entry.mention
    if mention.unit.alone or _of_the_place(words, mention):
        return Named(entry.name, False)
    if not mention.core or mention.unit.office:
        return None
    if home is not None and mention.unit.seat and not _tells_town(words, mention):
        completed = with_seat(entry.name, home.name)
        if completed:
            return Named(completed, True)
    if mention.abbreviation is None and not words.forms[mention.head][:1].isupper():
        return None
    return Named(entry.name, False)


def _ground(entry: _Entry, entries: Sequence[_Entry], home: PlaceCandidate) -> str | None:
    """The municipality or county that one without a name is, as the text names it elsewhere."""
    if entry.mention.unit.kind not in GROUNDS or entry.mention.unit.office:
        return None
    name = name_of(entry.mention, home)
    if entry.mention.unit.kind == "county":
        return name
    named = Counter(
        other.name
        for other in entries
        if other.whole and other.mention.unit.kind == "city" and other.name.endswith(f" {home.name}")
    )
    return named.most_common(1)[0][0] if named else name


def _head_of(entry: _Entry, home: PlaceCandidate | None) -> Named | None:
    """The head of the home town (`Burmistrz` is `Burmistrz Chodzieży`), None where the town is not known."""
    form = load_register().inflected(home.name, "gen") if home is not None else None
    return Named(f"{entry.name} {form}", True) if form else None


def _of_the_place(words: Words, mention: Mention) -> bool:
    """Whether the place alone tells which body is meant: there is one of its kind (`Uniwersytet w Siedlcach`)."""
    capital = words.forms[mention.head][:1].isupper() or mention.unit.kind == "clinic"
    return mention.located and capital and mention.unit.kind in _ONE_IN_A_PLACE and not mention.unit.office


_Longer = dict[tuple[int | None, str], tuple[int, int, str]]
"""By the kind of body (None for any) and the beginning of its name: the longest name, as length, order and text."""


def _longer(entries: Sequence[_Entry]) -> _Longer:
    """Every name by its beginnings before ` w…`, and without its head before a quotation mark; the first of the
    longest. Found once: to compare every two names of a long document took most of its time."""
    found: _Longer = {}
    seen: set[tuple[int, str, bool]] = set()
    for number, entry in enumerate(entries):
        name, kind = entry.name, id(entry.mention.unit)
        if (kind, name, entry.whole) in seen:
            continue
        seen.add((kind, name, entry.whole))
        tail = name.partition(" ")[2]
        starts: list[tuple[int | None, str]] = [(None, tail[: match.start()]) for match in _MARK.finditer(tail)]
        starts += [(kind, name[: match.start()]) for match in _WITHIN.finditer(name) if entry.whole]
        starts += [(kind, short) for short in _shortened(name) if entry.whole]
        for start in starts:
            if start not in found or found[start][0] < len(name):
                found[start] = (len(name), -number, name)
    return found


def _shortened(name: str) -> list[str]:
    """How a body that has a name of its own is called for short: `Stowarzyszenie Dobrych Rąk „Iskra”` is
    `Stowarzyszenie „Iskra”` and `Stowarzyszenie Iskra`."""
    own = _OWN.fullmatch(name)
    return [f"{own[1]} {own[2]}", f"{own[1]} „{own[2]}”"] if own is not None else []


_OWN = re.compile(r"(\w+) [^„”]+ „([^”]+)”")
_MARK, _WITHIN = re.compile(" „"), re.compile(r" w| (?=sp\.|spółka|S\.|s\.)")


def _as_elsewhere(entry: _Entry, entries: Sequence[_Entry], longer: _Longer) -> str:
    """The longest way in which the document writes a name that begins like this one."""
    beside = entry.mention.beside
    if beside is not None and entry.mention.unit.kind in lexicon().welfare:
        starts = f"{entry.name} ", f"{beside.name} "
        same = (o for o in entries if o.mention.unit is entry.mention.unit and o.whole)
        return next((o.name for o in same if _longer_place(o, *starts)), entry.name)
    if entry.mention.located:
        return entry.name
    short = entry.mention.abbreviation is not None
    if short and entry.mention.named and entry.mention.unit.kind in lexicon().welfare:
        own = set(entry.name.split())
        return next(
            (o.name for o in entries if o.mention.unit is entry.mention.unit and own < set(o.name.split())), entry.name
        )
    kinds = (None,) if short else (None, id(entry.mention.unit))
    names = [longer[kind, entry.name] for kind in kinds if (kind, entry.name) in longer]
    return max(names, default=(0, 0, entry.name))[2]


def _longer_place(other: _Entry, name: str, town: str) -> bool:
    """Whether a body is the same one in a place whose name goes on (`PCPR Maków` for `… w Makowie Mazowieckim`)."""
    seat = other.mention.seat
    return other.name.startswith(name) or (seat is not None and seat.name.startswith(town))


def _same_kind(words: Words, number: int, entries: Sequence[_Entry]) -> str | None:
    """The body named in full elsewhere that a short mention means: the one of its kind, nearest before it."""
    entry = entries[number]
    mention = entry.mention
    fitting = [
        (other_number, other)
        for other_number, other in enumerate(entries)
        if other.whole and _may_mean(mention, entry.name, other)
    ]
    if not fitting:
        return None
    if mention.core:
        counts = Counter(other.name for _, other in fitting)
        if len(counts) == 1 or mention.unit.kind in lexicon().welfare:
            return counts.most_common(1)[0][0]
    welfare = Counter(other.name for _, other in fitting if other.mention.unit.kind in lexicon().welfare)
    if welfare and not mention.adjectives and mention.unit.kind == "centre":
        return welfare.most_common(1)[0][0]
    before = [other for other_number, other in fitting if other_number < number]
    content = [other for other in before if words.kind(other.mention.first) is not BlockKind.IMPRINT]
    if content or before:
        return (content or before)[-1].name
    return fitting[0][1].name if len({other.name for _, other in fitting}) == 1 else None


def _may_mean(mention: Mention, name: str, other: _Entry) -> bool:
    """Whether a short mention can mean a body: same kind and, as far as said, the same adjectives; or the same head."""
    if mention.unit.office or other.mention.unit.office:
        return False
    if mention.unit.alone:
        return mention.unit.kind == other.mention.unit.kind
    one, two = mention.seat, other.mention.seat
    if mention.located and other.mention.located and one is not None and two is not None and one.name != two.name:
        return False
    if mention.core:
        if mention.unit is not other.mention.unit:
            return False
        return _begins_alike(name, other.name) or name.casefold().endswith(
            " ".join(other.mention.unit.title).casefold()
        )
    if other.mention.unit.head != mention.unit.head and other.name.casefold().split()[0] != mention.unit.head:
        heads = {word.casefold() for word in other.name.split()[: other.mention.adjectives + 1]}
        if mention.unit.head not in heads:
            return False
    if mention.adjectives and not mention.own:
        return _begins_alike(name, other.name)
    return True


def _begins_alike(one: str, other: str) -> bool:
    return other.casefold().startswith(one.casefold().rsplit(" w ", 1)[0])


def _tells_town(words: Words, mention: Mention) -> bool:
    """Whether an adjective of the name, or `m.st.`, says already where the body is (`Lubski Dom Kultury`)."""
    usual = lexicon().administrative
    return "st" in words.lower[mention.head : mention.last] or any(
        form.isalpha() and lemma not in usual and form.casefold() not in usual and form != "i"
        for form, lemma in zip(
            words.forms[mention.first : mention.head], words.lemmas[mention.first : mention.head], strict=True
        )
    )
