"""Words of a query against the words of the index: forms without Polish letters, typing errors, other readings.

Every word of the query becomes a group of terms, of which any may match.
"""

from dataclasses import dataclass, field

from search.lexical import STEM_MARK, content_lemma, stem
from search.lexicon import Lexicon
from search.morphology import inflected, is_known, lemmas
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
SHORTEST_STEM = 3
"""Words of no more letters are neither cut nor mended."""
LONG_WORD = 6
"""From this length on two edits are mended."""
MOST_MENDED = 3
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
        lemmas = {term: sure for term, sure in self.terms.items() if not term.startswith(STEM_MARK)}
        return max(lemmas, key=lemmas.__getitem__) if lemmas else fold(self.word.form)


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
        if group.known and lemma not in group.terms:
            corrections.append(Correction(written=word.form, meant=best))
    return Repaired(tuple(groups), tuple(corrections), " ".join(mended))


def _group(word: Word, lemma: str, lexicon: Lexicon, *, plain: bool) -> WordGroup:
    folded = fold(word.form)
    number = word.form[0].isdigit()
    terms = _as_written(word.form, lemma, lexicon)
    if not number and (plain or not terms):
        for other in lexicon.meant(folded):
            terms.setdefault(other, OTHER_READING if lemma in terms else PLAIN_READING)
    if not number and not terms:
        terms = dict.fromkeys(_generated(folded, lexicon), PLAIN_READING) or _mended(folded, lexicon)
    known = bool(terms)
    for term in list(terms) or [lemma]:
        if len(term) > SHORTEST_STEM:
            terms.setdefault(stem(term), STEM_WEIGHT * terms.get(term, 1.0))
    return WordGroup(word, 0.0, terms, known)


def _as_written(form: str, lemma: str, lexicon: Lexicon) -> dict[str, float]:
    """Readings of a form that the language or the index knows."""
    if not (is_known(form) or form[0].isdigit() or lexicon.count(lemma)):
        return {}
    others = {other: OTHER_READING for other in lemmas(form)[1:] if lexicon.count(other)}
    return {lemma: 1.0} | others


def _mended(folded: str, lexicon: Lexicon) -> dict[str, float]:
    """Lemmas of the forms that are fewest edits away."""
    if len(folded) <= SHORTEST_STEM:
        return {}
    near = lexicon.similar(folded, 1 if len(folded) < LONG_WORD else 2)
    return {lemma: TYPO[max(edits, 1)] for lemma, edits in near[:MOST_MENDED] if edits == near[0][1]}


def _generated(folded: str, lexicon: Lexicon) -> list[str]:
    """Lemmas of the index one of whose forms is this one without Polish letters."""
    for cut in (2, 4):
        prefix = folded[: max(3, len(folded) - cut)]
        candidates = lexicon.beginning(prefix)[:MOST_GENERATED]
        found = [lemma for lemma in candidates if folded in inflected(lemma)]
        if found:
            return found
    return []
