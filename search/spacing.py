"""Words run together or torn apart: `pomocspołeczna`, `nie pełnosprawni`."""

from collections.abc import Sequence

from search.lexicon import Lexicon
from search.morphology import is_function_word, is_known
from search.query import query_words
from search.words import Word, fold

SHORTEST_PART, SHORTEST_WORD = 3, 8
"""Letters of each of two words run together, and of both."""


def respaced(spoken: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """The words of a query as they should be spaced; each still says where it stands as written."""
    found: list[Word] = []
    for word in spoken:
        joined = _joined(found[-1], word, lexicon) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.extend(_parts(word, lexicon))
    return found


def _joined(left: Word, right: Word, lexicon: Lexicon) -> Word | None:
    """Two words as the one that they are parts of."""
    whole = left.form + right.form
    apart = (
        fold(left.form) not in query_words().beginnings and _exists(left.form, lexicon) and _exists(right.form, lexicon)
    )
    if apart or not whole.isalpha() or len(whole) < SHORTEST_WORD or not lexicon.meant(fold(whole)):
        return None
    return Word(whole, left.start, right.end)


def _parts(word: Word, lexicon: Lexicon) -> tuple[Word, ...]:
    """A word that nothing explains as the two that it was made of by a missing space."""
    form = word.form
    if len(form) < SHORTEST_WORD or not form.isalpha() or _exists(form, lexicon):
        return (word,)
    cuts = range(SHORTEST_PART, len(form) - SHORTEST_PART + 1)
    pairs = [(form[:cut], form[cut:]) for cut in cuts]
    likely = [pair for pair in pairs if all(lexicon.meant(fold(part)) or is_function_word(part) for part in pair)]
    if not likely or lexicon.similar(fold(form), 1):
        return (word,)
    left, right = max(likely, key=lambda pair: min(_uses(part, lexicon) for part in pair))
    middle = word.start + len(left)
    return (Word(left, word.start, middle), Word(right, middle, word.end))


def _exists(form: str, lexicon: Lexicon) -> bool:
    return is_known(form) or bool(lexicon.meant(fold(form)))


def _uses(form: str, lexicon: Lexicon) -> int:
    return max(map(lexicon.count, lexicon.meant(fold(form))), default=0)
