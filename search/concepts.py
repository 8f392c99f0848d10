"""From words to concepts of the thesaurus: in a query by likeness, in a text by the very wording."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.arrays import Arrays, Ragged, save_arrays
from search.errors import IndexDamagedError
from search.lexical import content_lemmas, stem, word_term
from search.thesaurus import Concept, Topic, as_tuples, read_concepts, read_outside

Vectors = NDArray[np.float32]

CONCEPTS = "concepts.json"
LONGEST_PHRASE = 4
"""Content words of a wording that is looked for in texts."""
STEM_SHARE = 0.6
"""A shared stem counts this much of a shared lemma."""
WORDS_WEIGHT, MEANING_WEIGHT = 0.5, 0.5
LIKEST = 200
"""Wordings that are looked at."""
SECOND = 0.25
"""Weight of a concept's second-best wording: two that fit are better than one."""


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
    vectors: Vectors
    """For each wording, its dense vector."""
    terms: Ragged
    """For each wording, its lemmas and stems as positions in `vocabulary`."""
    weights: NDArray[np.float32]
    """For each value of `terms`, its share of the wording (unit length)."""
    vocabulary: NDArray[np.int64]
    """The dimension of every lemma and stem, ascending."""
    rarity: NDArray[np.float32]
    """Inverse frequency of each dimension over concepts."""

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
        terms = Ragged.of([np.searchsorted(vocabulary, list(row)).tolist() for row in rows], np.int64)
        vectors = encode([wording for _, wording in spoken])
        return cls(read_concepts(), owners, vectors, terms, np.asarray(weights, np.float32), vocabulary, rarity)

    def save(self, folder: Path) -> None:
        """Write everything."""
        save_arrays(
            folder / "arrays",
            {
                "owners": self.owners,
                "vectors": self.vectors.astype(np.float16),
                "terms": self.terms,
                "weights": self.weights,
                "vocabulary": self.vocabulary,
                "rarity": self.rarity,
            },
        )
        rows = json.dumps([asdict(concept) for concept in self.concepts], ensure_ascii=False)
        (folder / CONCEPTS).write_text(rows, "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "ConceptIndex":
        """Read everything. Raises IndexDamagedError."""
        try:
            rows = json.loads((folder / CONCEPTS).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"cannot read {folder / CONCEPTS}: {error}; run reindex") from error
        stored = Arrays(folder / "arrays")
        return cls(
            tuple(Concept(**as_tuples(row)) for row in rows),
            stored.plain("owners"),
            stored.plain("vectors").astype(np.float32),
            stored.ragged("terms"),
            stored.plain("weights"),
            stored.plain("vocabulary"),
            stored.plain("rarity"),
        )

    def likeness(self, lemmas: Sequence[str], vector: Vectors) -> tuple[Vectors, Vectors]:
        """How much each wording is like a query: by shared words and by meaning, each from 0 to 1."""
        shares: Counter[int] = Counter()
        for lemma in lemmas:
            shares[word_term(lemma)] = 1
            shares[word_term(stem(lemma))] = STEM_SHARE  # type: ignore[assignment]
        lexical = np.zeros(len(self.owners), np.float32)
        query = np.asarray(sorted(shares), np.int64)
        places = np.minimum(np.searchsorted(self.vocabulary, query), max(len(self.vocabulary) - 1, 0))
        known = self.vocabulary[places] == query if len(self.vocabulary) else np.zeros(len(query), bool)
        unknown = float(np.max(self.rarity, initial=1.0)) * 0.7
        share = np.asarray([shares[term] for term in query.tolist()], np.float32)
        value = share * np.where(known, self.rarity[places], unknown)
        norm = float(np.linalg.norm(value))
        if norm:
            dense = np.zeros(len(self.vocabulary), np.float32)
            dense[places[known]] = value[known] / norm
            products = dense[self.terms.values] * self.weights
            lexical = np.add.reduceat(np.append(products, np.float32(0)), self.terms.offsets[:-1])
            lexical = np.where(np.diff(self.terms.offsets) > 0, lexical, 0).astype(np.float32)
        # einsum keeps to one thread: for so little work, waking others costs more than it brings
        return lexical, np.clip(np.einsum("ij,j->i", self.vectors, vector), 0, 1)

    def link(self, lemmas: Sequence[str], vector: Vectors, most: int = 5) -> Linked:
        """The concepts a query means, the surest first, and how much it is like what is outside the field."""
        lexical, meaning = self.likeness(lemmas, vector)
        score = WORDS_WEIGHT * lexical + MEANING_WEIGHT * meaning
        order = np.argsort(-score)
        best: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for place in order[:LIKEST].tolist():
            best[int(self.owners[place])].append((float(score[place]), place))
        links: list[Link] = []
        outside = 0.0
        for number, found in best.items():
            second = found[1][0] if len(found) > 1 else 0.0
            certainty = min(1.0, (found[0][0] + SECOND * second) / (1 + SECOND))
            if number < len(self.concepts):
                links.append(Link(number, self.concepts[number], certainty, self._wording(found[0][1])))
            else:
                outside = max(outside, certainty)
        return Linked(tuple(sorted(links, key=lambda link: -link.certainty)[:most]), outside)

    def _wording(self, place: int) -> str:
        number = int(self.owners[place])
        return self.concepts[number].wordings[place - int(np.searchsorted(self.owners, number))]


class PhraseFinder:
    """Finds the concepts that a text names, by wordings of up to four content words."""

    def __init__(self) -> None:
        self._phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, concept in enumerate(read_concepts()):
            for wording in (concept.label, *concept.pl):
                key = tuple(content_lemmas(wording))
                if 0 < len(key) <= LONGEST_PHRASE:
                    self._phrases[key].add(number)
        self._starts = {key[0] for key in self._phrases}

    def find(self, lemmas: Sequence[str]) -> set[int]:
        """Numbers of the concepts named in a sequence of content lemmas."""
        found: set[int] = set()
        for start, lemma in enumerate(lemmas):
            if lemma in self._starts:
                for size in range(1, LONGEST_PHRASE + 1):
                    found |= self._phrases.get(tuple(lemmas[start : start + size]), set())
        return found


def _weighted_terms(wording: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for lemma in content_lemmas(wording):
        found[word_term(lemma)] = 1.0
        found[word_term(stem(lemma))] = STEM_SHARE
    return found
