"""Words of a query against the words of the index: forms without Polish letters, typing errors, other readings.

Every word of the query becomes a group of terms, of which any may match.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.lexical import content_lemma, stem
from search.lexicon import Lexicon
from search.morphology import inflected, is_function_word, is_known, lemmas
from search.query import QueryWords
from search.results import Correction
from search.words import Word, fold, is_plain, words

STEM_WEIGHT = 0.35
"""A word that only begins like the one asked for."""
OTHER_READING = 0.4
PLAIN_READING = 0.9
FILLER, GENERIC = 0.08, 0.45
"""Share of their weight that fillers and generic words keep."""
TYPO = {1: 0.8, 2: 0.6}
"""Weight by the number of edits."""
MOST_GENERATED = 40
"""Lemmas whose forms are generated to explain one word without Polish letters."""


@dataclass(slots=True)
class WordGroup:
    """One word of the query."""

    word: Word
    weight: float
    """Inverse document frequency, reduced for words that say little."""
    terms: dict[str, float] = field(default_factory=dict)
    """Lemma or stem → how well it stands for the word, 0 to 1."""
    known: bool = True
    """False where nothing in the index or the language explains the word."""

    @property
    def best(self) -> str:
        """The likeliest lemma."""
        return max(self.terms, key=self.terms.__getitem__) if self.terms else fold(self.word.form)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A query's words explained."""

    groups: tuple[WordGroup, ...]
    corrections: tuple[Correction, ...]
    text: str
    """The query with mended words, for the encoder."""


def repair(text: str, lexicon: Lexicon, lists: QueryWords) -> Repaired:
    """Explain every word of a query that says something."""
    spoken = list(words(text))
    plain = is_plain(text)
    groups: list[WordGroup] = []
    corrections: list[Correction] = []
    mended: list[str] = []
    for word in spoken:
        lemma = content_lemma(word.form)
        if not lemma:
            mended.append(word.form)
            continue
        group = _group(word, lemma, lexicon, plain=plain)
        share = FILLER if fold(lemma) in lists.fillers else GENERIC if fold(lemma) in lists.generic else 1.0
        idf = max(
            (lexicon.weight(term) for term, sure in group.terms.items() if sure > 0.5), default=lexicon.weight(lemma)
        )
        group.weight = share * idf
        groups.append(group)
        best = group.best
        mended.append(word.form if lemma in group.terms and group.terms[lemma] == 1.0 else best)
        if group.terms and lemma not in group.terms:
            corrections.append(Correction(written=word.form, meant=best))
    return Repaired(tuple(groups), tuple(corrections), " ".join(mended))


def _group(word: Word, lemma: str, lexicon: Lexicon, *, plain: bool) -> WordGroup:
    group = WordGroup(word, 0.0)
    terms = group.terms
    folded = fold(word.form)
    known = is_known(word.form) or word.form[0].isdigit()
    if known or lexicon.count(lemma):
        terms[lemma] = 1.0
        for other in lemmas(word.form)[1:]:
            if lexicon.count(other):
                terms[other] = OTHER_READING
    if plain and not word.form[0].isdigit():
        for other in lexicon.meant(folded):
            terms.setdefault(other, PLAIN_READING if not terms else OTHER_READING)
        if not terms:
            for other in _generated(folded, lexicon):
                terms.setdefault(other, PLAIN_READING)
    if not terms:
        for other in lexicon.meant(folded) or _generated(folded, lexicon):
            terms.setdefault(other, PLAIN_READING)
    if not terms and len(folded) > 3:
        for form, edits in lexicon.similar(folded, 1 if len(folded) < 6 else 2)[:3]:
            for other in lexicon.meant(form):
                terms.setdefault(other, TYPO[max(edits, 1)])
        if terms:
            best = max(terms.values())
            group.terms = terms = {term: sure for term, sure in terms.items() if sure == best}
    group.known = bool(terms)
    for term in list(terms) or [lemma]:
        if len(term) > 3:
            terms.setdefault(stem(term), STEM_WEIGHT * terms.get(term, 1.0))
    return group


def _generated(folded: str, lexicon: Lexicon) -> list[str]:
    """Lemmas of the index one of whose forms is this one without Polish letters."""
    for cut in (2, 4):
        prefix = folded[: max(3, len(folded) - cut)]
        candidates = lexicon.beginning(prefix)[:MOST_GENERATED]
        found = [lemma for lemma in candidates if folded in inflected(lemma)]
        if found:
            return found
    return []


def content_weight(groups: Sequence[WordGroup]) -> float:
    """How much the words of a query say together."""
    return sum(group.weight for group in groups)


def says_nothing(form: str) -> bool:
    """True for a word that is no term of a query."""
    return is_function_word(form)
