"""A large corpus made from the sample: documents mixed from its sentences, with other towns, figures and new words.

Each generated document announces one programme and shares no run of more than a few sentences with another; words that
occur nowhere else are drawn from a Zipf distribution, so that the lexicon grows with the corpus as it does in life.
"""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import accumulate

from corpus.documents import Document, Snapshot, document_id
from corpus.places import Municipality, load_register
from corpus.programmes import Evidence, Period, Place, Programme, Supported, Wording

WORDS_A_DOCUMENT = 420
"""About four passages of text, as in the sample."""
NEW_WORDS = 200_000
"""Different invented words at most."""
CHANGED = 0.04
"""Share of words that an invented one replaces."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_BEGINNINGS = [
    "bar",
    "cho",
    "dre",
    "fal",
    "gor",
    "haj",
    "jar",
    "kol",
    "lub",
    "mar",
    "nar",
    "ost",
    "par",
    "rad",
    "sta",
    "tur",
    "woj",
    "zal",
]
_MIDDLES = ["a", "e", "i", "o", "u", "al", "ar", "el", "en", "on", "in", "aw", "ow", "uk", "yn", "ik", "ad"]
_ENDINGS = ["ski", "nia", "owa", "ek", "arz", "owy", "ina", "ość", "anie", "acki", "ica", "or", "eń", "ny"]

Base = tuple[Programme, Document]


def generated(bases: Sequence[Base], number: int, seed: int = 1) -> Iterator[tuple[Snapshot, Document, Programme]]:
    """As many documents with their programmes, the same for the same seed."""
    chance = random.Random(seed)
    towns = list(load_register().municipalities.values())
    shares = list(accumulate(1 / rank for rank in range(1, NEW_WORDS + 1)))
    sentences = [_sentences(document.text) for _, document in bases]
    for place in range(number):
        base = chance.randrange(len(bases))
        other = chance.randrange(len(bases))
        lines = _mixed(chance, sentences[base], sentences[other])
        town = chance.choice(towns)
        invented = chance.choices(range(NEW_WORDS), cum_weights=shares, k=64)
        yield _one(chance, bases[base][0], town, lines=lines, invented=invented, place=place)


def _one(
    chance: random.Random,
    base: Programme,
    town: Municipality,
    *,
    lines: Sequence[str],
    invented: Sequence[int],
    place: int,
) -> tuple[Snapshot, Document, Programme]:
    own = _word(invented[0]).capitalize()
    name = f"{base.name.value} – {own} {place}"
    words = iter(invented[1:])

    def changed(match: re.Match[str]) -> str:
        return _word(next(words, 0)) if chance.random() < CHANGED else match[0]

    body = "\n".join(_WORD.sub(changed, _NUMBER.sub(lambda m: _digits(chance, m[0]), line)) for line in lines)
    text = f"{name}\n{town.name}\n{body}"
    year = chance.randrange(2012, 2027)
    address = f"https://gmina-{place}.example.org/aktualnosci/{place}"
    raw = text.encode()
    identity = document_id(address, raw)
    published = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    here = Evidence(start=0, end=len(name), text=name)
    document = Document(
        id=identity, url=address, source=address, media_type="text/plain", title=name, text=text, published=published
    )
    snapshot = Snapshot(
        source=address, url=address, body=raw, media_type="text/plain", fetched_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    programme = _anchored(base, here).model_copy(
        update={
            "id": f"g{place}",
            "documents": (identity,),
            "name": Wording(value=name, evidence=here, confidence=0.9),
            "municipality": Place(
                name=town.name, voivodeship=town.voivodeship, teryt=town.teryt, evidence=here, confidence=0.9
            ),
            "period": Period(start=str(year), end=str(year + chance.randrange(3)), evidence=here, confidence=0.9),
            "amounts": tuple(
                one.model_copy(
                    update={"value": Decimal(chance.randrange(1_000, 3_000_000)), "evidence": here, "also": ()}
                )
                for one in base.amounts
            ),
            "continues": None,
            "part_of": None,
        }
    )
    return snapshot, document, programme


def _anchored(programme: Programme, here: Evidence) -> Programme:
    """The programme with every value shown by the one span that the generated text is sure to have."""

    def moved(value: object) -> object:
        if isinstance(value, Supported):
            return value.model_copy(update={"evidence": here, "also": ()})
        return tuple(moved(one) for one in value) if isinstance(value, tuple) else value

    fields = {key: moved(getattr(programme, key)) for key in type(programme).model_fields if key != "documents"}
    return programme.model_copy(update=fields)


def _mixed(chance: random.Random, base: Sequence[str], other: Sequence[str]) -> list[str]:
    """Sentences of one document in their order, with some of another between."""
    lines: list[str] = []
    size = 0
    while size < WORDS_A_DOCUMENT:
        for line in base:
            chosen = line if chance.random() < 0.65 else chance.choice(other)
            lines.append(chosen)
            size += chosen.count(" ") + 1
            if size >= WORDS_A_DOCUMENT:
                break
    return lines


def _sentences(text: str) -> list[str]:
    return [line for line in _SENTENCE.split(text) if line.strip()] or [text]


def _digits(chance: random.Random, number: str) -> str:
    return "".join(chance.choice("123456789") for _ in number)


def _word(rank: int) -> str:
    """The invented word of a rank."""
    parts = []
    for place, syllables in enumerate((_BEGINNINGS, _MIDDLES, _BEGINNINGS, _MIDDLES, _ENDINGS)):
        rank, chosen = divmod(rank + place, len(syllables))
        parts.append(syllables[chosen])
    return "".join(parts)
