"""Words of a query against the words of the index: forms without Polish letters, typing errors, other readings.

Every word of the query becomes a group of terms, of which any may match.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from math import log1p

from search.english import gloss
from search.lexical import STEM_MARK, content_lemma, stem
from search.lexicon import Lexicon, Near
from search.morphology import inflected, is_known, lemmas
from search.morphology import lemma as likeliest
from search.query import QueryWords
from search.results import Correction
from search.spacing import respaced
from search.words import Word, fold, is_plain, words

STEM_WEIGHT = 0.35
"""A word that only begins like the one asked for."""
OTHER_READING = 0.4
PLAIN_READING, STRANGE_READING = 0.9, 0.85
"""A dictionary's word behind one without Polish letters, and that one as it is written."""
FILLER, GENERIC, OFFICE = 0.08, 0.45, 0.25
"""Share of their weight that fillers, generic words and names of offices keep."""
LEAST_TOPIC = 1.0
"""Weight of the other words from which on a query asks an office for something."""
TYPO = {1: 0.8, 2: 0.6}
"""Weight by the number of edits."""
SHORTEST_STEM = 3
"""Words of no more letters are neither cut nor mended."""
LONG_WORD = 6
"""From this length on two edits are mended."""
MOST_MENDED = 3
FAR_MORE = 2
"""A lemma is this many times as common as another one where it surely is the one that is meant."""
USUAL = 0.07
"""How much it counts that a lemma is used often, by the logarithm, beside the cost of slips."""
STRANGE, OWN = 0.3, 0.1
"""What it costs that no dictionary knows a lemma, and what it is worth that a form is most often this lemma's."""
BESIDE = 0.9
"""Weight of the other lemmas that a misspelt word may mean, beside the likeliest."""
BESIDE_GLOSS = 0.7
"""Weight of the other Polish words that an English one may mean."""
EVERYDAY = 0.5
"""Weight of the words that announcements have for what people say."""
UNKNOWN = 0.5
"""Share of its weight that a word of a foreign language keeps which nothing explains."""
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
    office: bool = False
    """True for a word of the name of an office, beside a topic."""
    telling: bool = True
    """False for a filler, a generic word and a word of an office's name."""

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
    english: str = ""
    """The topic as written where it is English and was put into Polish words."""


def repair(text: str, lexicon: Lexicon, lists: QueryWords) -> Repaired:
    """Explain every word of a query that says something; an English one by Polish words."""
    meant = gloss(text, lists.english)
    if meant is None:
        return _explained(text, lexicon, lists)
    found = _explained(meant.text, lexicon, lists, foreign=meant.foreign)
    for group in found.groups:
        for other in meant.beside.get(group.word.start, ()):
            group.terms.setdefault(other, BESIDE_GLOSS)
    return Repaired(found.groups, meant.corrections, found.text, text)


def _explained(text: str, lexicon: Lexicon, lists: QueryWords, *, foreign: Collection[str] = ()) -> Repaired:
    spoken = list(words(text))
    if not foreign:
        spoken = respaced(spoken, lexicon)
    plain = is_plain(text)
    groups: list[WordGroup] = []
    corrections: list[Correction] = []
    mended: list[str] = []
    for word in spoken:
        if plain and fold(word.form) in lists.unaccented:
            continue
        lemma = content_lemma(word.form)
        if not lemma:
            mended.append(word.form)
            continue
        if word.form in foreign and not lexicon.count(lemma):
            groups.append(WordGroup(word, UNKNOWN * lexicon.weight(lemma), {lemma: 1.0}, known=False))
            mended.append(word.form)
            continue
        group = _group(word, lemma, lexicon, plain=plain)
        for other in lists.everyday.get(group.best, ()):
            group.terms.setdefault(other, EVERYDAY)
        best = group.best
        readings = {fold(lemma), fold(best)}
        share = FILLER if readings & lists.fillers else GENERIC if readings & lists.generic else 1.0
        group.weight, group.telling = share * lexicon.weight(best), share == 1.0
        groups.append(group)
        mended.append(word.form if lemma in group.terms and group.terms[lemma] == 1.0 else best)
        written = text[word.start : word.end]
        if group.known and (lemma not in group.terms or written != word.form):
            corrections.append(Correction(written=written, meant=best))
    _mark_offices(groups, lists)
    return Repaired(tuple(groups), tuple(corrections), " ".join(mended))


def _mark_offices(groups: Sequence[WordGroup], lists: QueryWords) -> None:
    """The name of an office counts little where the query asks for something else."""
    spoken = [{fold(group.best), fold(group.word.form)} for group in groups]
    named: set[int] = set()
    for first, begun in enumerate(spoken):
        for wording, _ in lists.offices.starting(begun):
            span = range(first, first + len(wording))
            if span.stop <= len(spoken) and all(word in spoken[at] for word, at in zip(wording, span, strict=True)):
                named.update(span)
    for place in named:
        groups[place].telling = False
    topic = sum(group.weight for place, group in enumerate(groups) if place not in named)
    if topic < LEAST_TOPIC:
        return
    for place in named:
        groups[place].weight *= OFFICE
        groups[place].office = True


def _group(word: Word, lemma: str, lexicon: Lexicon, *, plain: bool) -> WordGroup:
    folded = fold(word.form)
    number = word.form[0].isdigit()
    terms = _as_written(word.form, lemma, lexicon)
    if not number and (plain or not terms):
        strange = _is_other_word(word.form, lemma, lexicon)
        if strange:
            terms = dict.fromkeys(terms, STRANGE_READING)
        for other in lexicon.meant(folded):
            terms.setdefault(other, PLAIN_READING if strange or lemma not in terms else OTHER_READING)
    if not number and not terms:
        terms = dict.fromkeys(_generated(folded, lexicon), PLAIN_READING) or _mended(folded, lexicon)
    known = bool(terms)
    for term in list(terms) or [lemma]:
        if len(term) > SHORTEST_STEM:
            terms.setdefault(stem(term), STEM_WEIGHT * terms.get(term, 1.0))
    return WordGroup(word, 0.0, terms, known)


def _is_other_word(form: str, lemma: str, lexicon: Lexicon) -> bool:
    """True where a word without Polish letters surely is another one that has some.

    Texts without Polish letters bring such words into the index, too: the dictionary knows which ones are meant. Of two
    that it knows, the one is meant that texts have far more often: `maz` is `mąż`, not `maza`.
    """
    others = [other for other in lexicon.meant(fold(form)) if other != lemma and is_known(other)]
    if not is_known(form):
        return bool(others)
    return max(map(lexicon.count, others), default=0) > FAR_MORE * max(lexicon.count(lemma), 1)


def _as_written(form: str, lemma: str, lexicon: Lexicon) -> dict[str, float]:
    """Readings of a form that the language or the index knows."""
    if not (is_known(form) or form[0].isdigit() or lexicon.count(lemma)):
        return {}
    others = {other: OTHER_READING for other in lemmas(form)[1:] if lexicon.count(other)}
    return {lemma: 1.0} | others


def _mended(folded: str, lexicon: Lexicon) -> dict[str, float]:
    """Lemmas of the forms that the fewest and likeliest slips make of a word."""
    if len(folded) <= SHORTEST_STEM:
        return {}
    near = lexicon.similar(folded, 1 if len(folded) < LONG_WORD else 2)
    near.sort(key=lambda one: (_unlikely(one, lexicon), one.lemma))
    return {
        one.lemma: TYPO[max(one.edits, 1)] * (BESIDE if rank else 1.0) for rank, one in enumerate(near[:MOST_MENDED])
    }


def _unlikely(near: Near, lexicon: Lexicon) -> float:
    """How little a lemma is to be expected where a word is misspelt."""
    own = (STRANGE if not is_known(near.lemma) else 0.0) - (OWN if likeliest(near.form) == near.lemma else 0.0)
    return near.cost - USUAL * log1p(lexicon.count(near.lemma)) + own


def _generated(folded: str, lexicon: Lexicon) -> list[str]:
    """Lemmas of the index one of whose forms is this one without Polish letters."""
    for cut in (2, 4):
        prefix = folded[: max(3, len(folded) - cut)]
        candidates = lexicon.beginning(prefix)[:MOST_GENERATED]
        found = [lemma for lemma in candidates if folded in inflected(lemma)]
        if found:
            return lexicon.by_use(found)
    return []
