"""From words to concepts of the thesaurus: in a query by likeness, in a text by the very wording.

A query is like a concept by its best wordings (shared words and meaning), by how many of its words any wording of the
concept has (BM25 over all wordings together), and by the mean of the wordings' vectors. The mixture was chosen on
wordings left out of the thesaurus, to be linked back to their concept: best wordings alone have the right concept
first for 15 % and among five for 42 %, the mixture for 21 % and 52 %.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.arrays import Arrays, Ragged, save_arrays
from search.errors import IndexDamagedError
from search.lexical import content_lemmas, stem, word_term
from search.named import Phrases, naming_phrases
from search.thesaurus import Concept, Topic, as_tuples, read_concepts, read_outside

Vectors = NDArray[np.float32]

CONCEPTS, PHRASES = "concepts.json", "phrases.json"
STEM_SHARE = 0.6
"""A shared stem counts this much of a shared lemma."""
WORDS_WEIGHT, MEANING_WEIGHT = 0.5, 0.5
SECOND = 0.25
"""Weight of a concept's second-best wording: two that fit are better than one."""
OVERALL, CENTRE = 2.0, 1.0
"""Weights of the words of all wordings together and of their mean vector, beside the best wordings with 1."""
LIKELY = 100
"""Concepts and topics, by words and by the mean of their wordings, whose single wordings are compared with a query."""
FIRST = 12
"""Of these, so many are compared first: then there is no need to compare those that cannot come before them."""
ROUNDING = 1e-3
USUAL_FROM, MOST_TYPICAL = 2, 25
"""A lemma is typical of a concept from so many of its wordings on; so many are kept."""
SURE = 2.8
"""The mixture's value for a query that is a wording."""


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a query means, with its certainty from 0 to 1 and the wording that fits best."""

    number: int
    concept: Concept
    certainty: float
    wording: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What a query is about."""

    links: tuple[Link, ...]
    outside: float
    """Likeness to the likest topic outside the field, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ConceptIndex:
    """The thesaurus made ready for one encoder."""

    concepts: tuple[Concept, ...]
    """By number."""
    owners: NDArray[np.int64]
    """For each wording, the number of its concept; topics outside the field are numbered after all concepts."""
    starts: NDArray[np.int64]
    """For each concept and topic, the place of its first wording."""
    vectors: Vectors
    """For each wording, its dense vector."""
    users: Ragged
    """For each position in `vocabulary`, the wordings that have this lemma or stem."""
    weights: NDArray[np.float32]
    """For each value of `users`, the share of the wording that it is (wordings have unit length)."""
    vocabulary: NDArray[np.int64]
    """The dimension of every lemma and stem, ascending."""
    rarity: NDArray[np.float32]
    """Inverse frequency of each dimension over concepts."""
    speakers: Ragged
    """For each position in `vocabulary`, the concepts and topics with a wording that has it."""
    habit: NDArray[np.float32]
    """For each value of `speakers`, how usual it is there: wordings that have it, saturated to between 0 and 1."""
    centres: Vectors
    """For each concept and topic, the mean of its wordings' vectors (unit length)."""
    typical: Ragged
    """For each concept, the dimensions of the lemmas that are most its own."""
    telling: NDArray[np.float32]
    """For each value of `typical`, how telling the lemma is: often in this concept's wordings, seldom in others'."""
    phrases: Phrases
    """Wordings that name codes outright."""

    @classmethod
    def of(cls, encode: Callable[[Sequence[str]], Vectors]) -> "ConceptIndex":
        """From the thesaurus of the package."""
        topics: tuple[Concept | Topic, ...] = (*read_concepts(), *read_outside())
        spoken = [(number, wording) for number, topic in enumerate(topics) for wording in topic.wordings]
        owners = np.asarray([number for number, _ in spoken], np.int64)
        rows = [_weighted_terms(wording) for _, wording in spoken]
        users: dict[int, set[int]] = defaultdict(set)
        for (number, _), row in zip(spoken, rows, strict=True):
            for term in row:
                users[term].add(number)
        vocabulary = np.asarray(sorted(users), np.int64)
        total = len(topics)
        rarity = np.asarray([np.log(1 + total / len(users[int(term)])) for term in vocabulary], np.float32)
        lookup = dict(zip(vocabulary.tolist(), rarity.tolist(), strict=True))
        weights: list[float] = []
        for row in rows:
            values = np.asarray([share * lookup[term] for term, share in row.items()])
            weights += (values / max(float(np.linalg.norm(values)), 1e-9)).tolist()
        vectors = encode([wording for _, wording in spoken])
        counts: list[Counter[int]] = [Counter() for _ in topics]
        for (number, _), row in zip(spoken, rows, strict=True):
            counts[number].update(row.keys())
        used, shares = _turned(vocabulary, rows, weights)
        typical, telling = _typical(read_concepts())
        speakers, habit = _turned(vocabulary, counts, [many / (many + 1) for one in counts for many in one.values()])
        return cls(
            concepts=read_concepts(),
            owners=owners,
            starts=np.searchsorted(owners, np.arange(total)).astype(np.int64),
            vectors=_halves(vectors),
            users=used,
            weights=shares,
            vocabulary=vocabulary,
            rarity=rarity,
            speakers=speakers,
            habit=habit,
            centres=_halves(_centres(vectors, owners, total)),
            typical=typical,
            telling=telling,
            phrases=naming_phrases(read_concepts()),
        )

    def save(self, folder: Path) -> None:
        """Write everything."""
        save_arrays(
            folder / "arrays",
            {
                "owners": self.owners,
                "starts": self.starts,
                "vectors": self.vectors,
                "users": self.users,
                "weights": self.weights,
                "vocabulary": self.vocabulary,
                "rarity": self.rarity,
                "speakers": self.speakers,
                "habit": self.habit,
                "centres": self.centres,
                "typical": self.typical,
                "telling": self.telling,
            },
        )
        rows = json.dumps([asdict(concept) for concept in self.concepts], ensure_ascii=False)
        (folder / CONCEPTS).write_text(rows, "utf-8")
        (folder / PHRASES).write_text(json.dumps(self.phrases, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "ConceptIndex":
        """Read everything. Raises IndexDamagedError."""
        try:
            rows = json.loads((folder / CONCEPTS).read_text("utf-8"))
            phrases = json.loads((folder / PHRASES).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"cannot read the concepts in {folder}: {error}; run reindex") from error
        stored = Arrays(folder / "arrays")
        return cls(
            tuple(Concept(**as_tuples(row)) for row in rows),
            stored.plain("owners"),
            stored.plain("starts"),
            stored.plain("vectors"),
            stored.ragged("users"),
            stored.plain("weights"),
            stored.plain("vocabulary"),
            stored.plain("rarity"),
            stored.ragged("speakers"),
            stored.plain("habit"),
            stored.plain("centres"),
            stored.ragged("typical"),
            stored.plain("telling"),
            phrases,
        )

    def link(self, lemmas: Sequence[str], vector: Vectors, most: int = 8) -> Linked:
        """The concepts a query means, the surest first, and how much it is like what is outside the field."""
        lexical, overall = self._by_words(lemmas)
        # einsum keeps to one thread: for so little work, waking others costs more than it brings
        centre = np.clip(np.einsum("ij,j->i", self.centres, vector), 0, 1)
        wholes = OVERALL * overall + CENTRE * centre
        rough = WORDS_WEIGHT * np.maximum.reduceat(lexical, self.starts) + wholes
        likely = np.argsort(-rough)[:LIKELY]
        sure, wording = np.full(len(rough), -1.0, np.float32), np.zeros(len(rough), np.int64)
        inside = len(self.concepts)
        chosen = likely[:FIRST]
        sure[chosen], wording[chosen] = self._compared(chosen, lexical, wholes, vector)
        # a wording's meaning counts at most 1: topics that even so come behind those compared are left out
        further = likely[FIRST:]
        beaten = np.where(further < inside, np.sort(sure[:inside])[-most], sure[inside:].max(initial=0.0))
        chosen = further[(rough[further] + MEANING_WEIGHT) / SURE + ROUNDING >= beaten]
        sure[chosen], wording[chosen] = self._compared(chosen, lexical, wholes, vector)
        links = []
        for number in np.argsort(-sure[:inside], kind="stable")[:most].tolist():
            if sure[number] >= 0:
                shown = self.concepts[number].shown(int(wording[number] - self.starts[number]))
                links.append(Link(number, self.concepts[number], float(sure[number]), shown))
        outside = max(sure[inside:].max(initial=0.0), rough[inside:].max(initial=0.0) / SURE)
        return Linked(tuple(links), float(outside))

    def _compared(
        self, chosen: NDArray[np.int64], lexical: Vectors, wholes: Vectors, vector: Vectors
    ) -> tuple[Vectors, NDArray[np.int64]]:
        """How sure some concepts and topics are, their wordings compared one by one, and the best wording of each."""
        lows, sizes = self.starts[chosen], np.diff(self.starts, append=len(self.owners))[chosen]
        bounds = np.cumsum(sizes) - sizes
        places = np.repeat(lows - bounds, sizes) + np.arange(int(sizes.sum()))
        meaning = np.empty(len(places), np.float32)
        for low, size, bound in zip(lows.tolist(), sizes.tolist(), bounds.tolist(), strict=True):
            np.dot(self.vectors[low : low + size], vector, out=meaning[bound : bound + size])
        wordings = WORDS_WEIGHT * lexical[places] + MEANING_WEIGHT * np.clip(meaning, 0, 1)
        best = np.maximum.reduceat(wordings, bounds)
        equal = np.flatnonzero(wordings == np.repeat(best, sizes))
        first = equal[np.searchsorted(equal, bounds)]
        wordings[first] = 0.0
        second = np.maximum.reduceat(wordings, bounds)
        sure = np.clip(((best + SECOND * second) / (1 + SECOND) + wholes[chosen]) / SURE, 0, 1)
        return np.asarray(sure, np.float32), np.asarray(places[first], np.int64)

    def _by_words(self, lemmas: Sequence[str]) -> tuple[Vectors, Vectors]:
        """How many of a query's words, by rarity, each wording has, and each concept and topic in any wording."""
        shares: dict[int, float] = {}
        for lemma in lemmas:
            shares[word_term(lemma)] = 1.0
            shares[word_term(stem(lemma))] = STEM_SHARE
        query = np.asarray(sorted(shares), np.int64)
        places = np.minimum(np.searchsorted(self.vocabulary, query), max(len(self.vocabulary) - 1, 0))
        known = self.vocabulary[places] == query if len(self.vocabulary) else np.zeros(len(query), bool)
        unknown = float(np.max(self.rarity, initial=1.0)) * 0.7
        share = np.asarray([shares[term] for term in query.tolist()], np.float32)
        value = share * np.where(known, self.rarity[places], unknown)
        lexical = np.zeros(len(self.owners), np.float32)
        overall = np.zeros(len(self.starts), np.float32)
        for place, worth in zip(places[known].tolist(), value[known].tolist(), strict=True):
            for sums, rows, parts in ((lexical, self.users, self.weights), (overall, self.speakers, self.habit)):
                low, high = int(rows.offsets[place]), int(rows.offsets[place + 1])
                sums[rows.values[low:high]] += np.float32(worth) * parts[low:high]
        lexical /= max(float(np.linalg.norm(value)), 1e-9)
        overall /= max(float(value.sum()), 1e-9)
        return lexical, overall


def merged(readings: Sequence[Linked]) -> Linked:
    """What a query is about that can be read in several ways: each concept as surely as by its surest reading."""
    best: dict[int, Link] = {}
    for link in (link for one in readings for link in one.links):
        if link.number not in best or link.certainty > best[link.number].certainty:
            best[link.number] = link
    most = max(len(one.links) for one in readings)
    links = sorted(best.values(), key=lambda link: -link.certainty)[:most]
    return Linked(tuple(links), min(one.outside for one in readings))


def _turned(
    vocabulary: NDArray[np.int64], rows: Sequence[Mapping[int, float]], shares: Sequence[float]
) -> tuple[Ragged, NDArray[np.float32]]:
    """For each dimension of the vocabulary the rows that have it, and the shares in that order."""
    terms = np.asarray([term for row in rows for term in row], np.int64)
    order = np.argsort(terms, kind="stable")
    offsets = np.append(np.searchsorted(terms[order], vocabulary), len(terms)).astype(np.int64)
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return Ragged(offsets, owners[order].astype(np.int32)), np.asarray(shares, np.float32)[order]


def _typical(concepts: Sequence[Concept]) -> tuple[Ragged, NDArray[np.float32]]:
    """The lemmas of Polish wordings that are most each concept's own, and how telling they are, the most telling first.

    Typical are those of several wordings; how rare one is over concepts counts as for `rarity`.
    """
    counts = [
        Counter(
            lemma for wording in (concept.label, *concept.pl, *concept.spoken) for lemma in set(content_lemmas(wording))
        )
        for concept in concepts
    ]
    speakers = Counter(lemma for count in counts for lemma in count)
    keys: list[int] = []
    telling: list[float] = []
    bounds = [0]
    for count in counts:
        worth = {
            lemma: many / (many + 1) * float(np.log(1 + len(concepts) / speakers[lemma]))
            for lemma, many in count.items()
            if many >= USUAL_FROM
        }
        own = sorted(worth, key=lambda lemma: -worth[lemma])[:MOST_TYPICAL]
        keys += map(word_term, own)
        telling += (worth[lemma] for lemma in own)
        bounds.append(len(keys))
    return Ragged(np.asarray(bounds, np.int64), np.asarray(keys, np.int64)), np.asarray(telling, np.float32)


def _centres(vectors: Vectors, owners: NDArray[np.int64], count: int) -> Vectors:
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, owners, vectors)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), np.float32)


def _weighted_terms(wording: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for lemma in content_lemmas(wording):
        found[word_term(lemma)] = 1.0
        found[word_term(stem(lemma))] = STEM_SHARE
    return found


def _halves(vectors: Vectors) -> Vectors:
    """Vectors as precise as those of passages are stored."""
    return vectors.astype(np.float16).astype(np.float32)
