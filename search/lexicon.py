"""The words of an index: how many programmes use each lemma, and which lemma a word means that nobody wrote so.

Forms are kept without Polish letters and sorted; with the pairs of letters they contain they lead from
`zastepczych` or `niepelnosprawych` back to lemmas that are in the index (or in the thesaurus).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from search.arrays import Array, Arrays, Ints, Ragged, save_arrays
from search.lexical import word_term
from search.morphology import inflected
from search.slips import one_edit, slip_cost, sounding_alike
from search.words import fold

LONGEST_WORD = 40
"""Bytes of a word that are kept."""
LETTERS = 128
"""Pairs of letters are numbered by two codes below this one; other signs share the last."""
GENERATED = 15
"""Of these, so many best have their unwritten forms compared as well."""
CANDIDATES = 60
"""Forms that share most pairs of letters with a misspelt word and are compared letter by letter."""


class Near(NamedTuple):
    """A lemma that a misspelt word may mean."""

    lemma: str
    edits: int
    cost: float
    """How unlikely the slips are (`search.slips`)."""
    form: str
    """The form, without Polish letters, that was meant."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Mapped arrays; see the module."""

    terms: NDArray[np.int64]
    """Dimension (`word_term`) of every lemma, ascending."""
    lemmas: Array
    """UTF-8 bytes of each lemma, in the order of `terms`."""
    counts: NDArray[np.int64]
    """Programmes that use the lemma."""
    forms: Array
    """UTF-8 bytes of every form without Polish letters, ascending."""
    lengths: NDArray[np.int64]
    """Bytes of each form."""
    meanings: Ragged
    """For each form, its lemmas as positions in `terms`."""
    pairs: Ragged
    """For each pair of letters, the positions of the forms that contain it."""
    programmes: int

    @classmethod
    def of(cls, forms: Mapping[str, Iterable[str]], counts: Mapping[str, int], programmes: int) -> "Lexicon":
        """From folded forms with their lemmas, and the number of programmes that use each lemma."""
        words = {lemma for lemmas in forms.values() for lemma in lemmas} | set(counts)
        by_term = {word_term(word): word for word in words}
        terms = np.asarray(sorted(by_term), np.int64)
        lemmas = [by_term[term] for term in terms.tolist()]
        position = {word: place for place, word in enumerate(lemmas)}
        encoded = sorted((form.encode()[:LONGEST_WORD], form) for form in forms)
        meanings = Ragged.of(
            ([position[word] for word in dict.fromkeys(forms[form]) if word in position] for _, form in encoded),
            np.int64,
        )
        names = np.asarray([raw for raw, _ in encoded], f"S{LONGEST_WORD}")
        return cls(
            terms,
            np.asarray([word.encode()[:LONGEST_WORD] for word in lemmas], f"S{LONGEST_WORD}"),
            np.asarray([counts.get(word, 0) for word in lemmas], np.int64),
            names,
            np.char.str_len(names).astype(np.int64),
            meanings,
            _pair_index(names),
            programmes,
        )

    def updated(
        self, forms: Mapping[str, Iterable[str]], counts: Mapping[str, int], gone: Counter[int], programmes: int
    ) -> "Lexicon":
        """With the words of new programmes, without those that only removed ones used (`gone`: uses by term)."""
        every = self.counts.copy()
        for term, uses in gone.items():
            place = int(np.searchsorted(self.terms, term))
            every[place] -= uses
        words = [raw.decode(errors="ignore") for raw in self.lemmas.tolist()]
        unused = {words[int(np.searchsorted(self.terms, term))] for term in gone} & {
            word for word, uses in zip(words, every.tolist(), strict=True) if uses <= 0
        }
        dropped = unused - {lemma for lemmas in forms.values() for lemma in lemmas}
        summed = Counter({word: uses for word, uses in zip(words, every.tolist(), strict=True) if word not in dropped})
        summed.update(counts)
        merged: dict[str, list[str]] = defaultdict(list)
        for place, raw in enumerate(self.forms.tolist()):
            kept = [words[index] for index in self.meanings.row(place).tolist() if words[index] not in dropped]
            if kept:
                merged[raw.decode(errors="ignore")] = kept
        for form, lemmas in forms.items():
            merged[form].extend(lemmas)
        return Lexicon.of(merged, summed, programmes)

    def save(self, path: Path) -> None:
        """Write all arrays."""
        stored = {field.name: getattr(self, field.name) for field in fields(self)}
        save_arrays(path, stored | {"programmes": np.asarray([self.programmes])})

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        """Map all arrays. Raises IndexDamagedError."""
        stored = Arrays(path)
        return cls(
            terms=stored.plain("terms"),
            lemmas=stored.plain("lemmas"),
            counts=stored.plain("counts"),
            forms=stored.plain("forms"),
            lengths=stored.plain("lengths"),
            meanings=stored.ragged("meanings"),
            pairs=stored.ragged("pairs"),
            programmes=int(stored.plain("programmes")[0]),
        )

    def count(self, lemma: str) -> int:
        """Programmes that use a lemma."""
        place = int(np.searchsorted(self.terms, word_term(lemma)))
        known = place < len(self.terms) and self.terms[place] == word_term(lemma)
        return int(self.counts[place]) if known else 0

    def weight(self, lemma: str) -> float:
        """Inverse document frequency of a lemma, as in BM25; at least a little for words that all use."""
        used = self.count(lemma)
        return float(max(0.1, np.log(1 + (self.programmes - used + 0.5) / (used + 0.5))))

    def meant(self, folded: str) -> list[str]:
        """Lemmas of a form without Polish letters that was seen, the most used first."""
        place = self._place(folded)
        return [] if place is None else self.by_use(self._lemmas(place))

    def by_use(self, lemmas: Iterable[str]) -> list[str]:
        """Lemmas, the most used first."""
        return sorted(lemmas, key=lambda lemma: (-self.count(lemma), lemma))

    def beginning(self, prefix: str, most: int = 400) -> list[str]:
        """Lemmas of forms that begin like this, without Polish letters."""
        raw = prefix.encode()[:LONGEST_WORD]
        low = int(np.searchsorted(self.forms, np.bytes_(raw)))
        high = int(np.searchsorted(self.forms, np.bytes_(raw + b"\xff")))
        found = [lemma for place in range(low, min(high, low + most)) for lemma in self._lemmas(place)]
        return list(dict.fromkeys(found))

    def similar(self, folded: str, most: int) -> list["Near"]:
        """Lemmas one of whose forms is the fewest edits away, at most `most`, the likeliest slips first.

        A swap of neighbours is one edit. Forms that nobody wrote count, too: `ofret` is `ofert`, a form of `oferta`.
        """
        met: dict[str, tuple[int, str]] = {}

        def meet(lemma: str, form: str, edits: int) -> None:
            if lemma not in met or edits < met[lemma][0]:
                met[lemma] = (edits, form)

        for place in self._slips(folded):
            for lemma in self._lemmas(place):
                meet(lemma, self._form(place), 1)
        for rank, place in enumerate(self._alike(folded)):
            written = self._form(place)
            edits = OSA.distance(folded, written, score_cutoff=most)
            for lemma in self._lemmas(place):
                if edits <= most:
                    meet(lemma, written, edits)
                elif rank < GENERATED and lemma not in met:
                    unwritten = ((OSA.distance(folded, form, score_cutoff=most), form) for form in inflected(lemma))
                    least, form = min(unwritten, default=(edits, ""))
                    if least <= most:
                        meet(lemma, form, least)
        nearest = min((edits for edits, _ in met.values()), default=0)
        found = [
            Near(lemma, edits, slip_cost(folded, form), form)
            for lemma, (edits, form) in met.items()
            if edits == nearest
        ]
        return sorted(found, key=lambda near: (near.cost, -self.count(near.lemma), near.lemma))

    def _slips(self, folded: str) -> list[int]:
        """The positions of forms that are one edit away, or one sound written otherwise."""
        slips = sorted({*one_edit(folded), *sounding_alike(folded)})
        near = np.asarray([form.encode() for form in slips], self.forms.dtype)
        places = np.minimum(np.searchsorted(self.forms, near), max(len(self.forms) - 1, 0))
        return places[self.forms[places] == near].tolist() if len(self.forms) else []

    def _alike(self, folded: str) -> list[int]:
        """The positions of the forms that share most pairs of letters, the likest first."""
        codes = np.unique(_pair_codes(np.asarray([folded.encode()[:LONGEST_WORD]], f"S{LONGEST_WORD}"))[1])
        shared = self._shared(codes)
        for least in (len(codes) // 3, 1):
            places = np.flatnonzero(shared >= max(least, 1))
            likeness = shared[places] / (len(codes) + self.lengths[places] + 1 - shared[places])
            if len(places) > CANDIDATES:
                last = np.partition(likeness, -CANDIDATES)[-CANDIDATES]
                places, likeness = places[likeness >= last], likeness[likeness >= last]
                if last > (least - 1) / len(codes):  # no form that shares fewer can be as like
                    break
        return places[np.argsort(-likeness, kind="stable")[:CANDIDATES]].tolist()  # type: ignore[no-any-return]

    def _form(self, place: int) -> str:
        return str(self.forms[place].decode(errors="ignore"))

    def _shared(self, codes: Ints) -> Ints:
        """How many of some pairs of letters each form has."""
        return np.bincount(np.concatenate([self.pairs.row(code) for code in codes.tolist()]), minlength=len(self.forms))

    def _place(self, folded: str) -> int | None:
        raw = np.bytes_(folded.encode()[:LONGEST_WORD])
        place = int(np.searchsorted(self.forms, raw))
        return place if place < len(self.forms) and self.forms[place] == raw else None

    def _lemmas(self, place: int) -> list[str]:
        return [self.lemmas[index].decode(errors="ignore") for index in self.meanings.row(place).tolist()]


def gather_forms(forms: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Folded form → lemmas, from (form, lemma) pairs."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for form, lemma in forms:
        found[fold(form)][lemma] = None
        found[fold(lemma)][lemma] = None
    return {form: sorted(lemmas) for form, lemmas in found.items()}


def _pair_codes(names: Array) -> tuple[Ints, Ints]:
    """Row and code of every pair of letters in fixed-width words; word ends count as a letter (code 0 and 1)."""
    width = names.dtype.itemsize
    letters = np.frombuffer(names.tobytes(), np.uint8).reshape(len(names), width).astype(np.int64)
    letters = np.minimum(letters, LETTERS - 1)
    edge = np.ones((len(names), 1), np.int64)
    padded = np.hstack((edge, letters, np.zeros_like(edge)))
    codes = padded[:, :-1] * LETTERS + padded[:, 1:]
    present = padded[:, :-1] != 0
    rows = np.repeat(np.arange(len(names)), present.sum(axis=1))
    return rows, codes[present]


def _pair_index(names: Array) -> Ragged:
    size = LETTERS * LETTERS
    if not len(names):
        return Ragged(np.zeros(size + 1, np.int64), np.zeros(0, np.int32))
    rows, codes = _pair_codes(names)
    both = np.unique(codes * len(names) + rows)
    codes, rows = both // len(names), both % len(names)
    offsets = np.searchsorted(codes, np.arange(size + 1)).astype(np.int64)
    return Ragged(offsets, rows.astype(np.int32))
