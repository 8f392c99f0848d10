"""Years of life in the words of a name: `60+`, `po 60. roku życia`, `65 lat i więcej`, `7-15 lat`."""

from extract.words import Words

DASHES = frozenset("-‐‑–—")
_AGED = frozenset({"lat", "lata", "+", "plus"})
_MORE = frozenset({"więcej", "powyżej"})
_NEAR = 6
"""Words from a number to the word that makes it one of years of life."""


def is_age(words: Words, at: int) -> bool:
    """Whether a number is one of years of life: `lat`, `roku życia` or a plus stands behind it."""
    near = words.lower[at + 1 : at + _NEAR]
    for place, form in enumerate(near):
        if form in _AGED:
            return True
        if form in {"roku", "rok", "r"}:
            return bool({"życia", "ż"} & set(near[place : place + 3]))
        if not (form.isdigit() or form in {".", "do", "i", *DASHES}):
            return False
    return False


def age_end(words: Words, at: int) -> int:
    """Behind the last word of the age that begins with the number `at`."""
    position, end = at + 1, words.sentence_bounds(at)[1]
    while position < end and _goes_on(words, position, end):
        position += 1
    while words.forms[position - 1] in {".", *DASHES}:
        position -= 1
    return position


def _goes_on(words: Words, at: int, end: int) -> bool:
    """Whether an age goes on with the word `at`."""
    form, lower = words.forms[at], words.lower[at]
    ahead = words.lower[at + 1] if at + 1 < end else ""
    if lower in {"roku", "rok", "r"}:
        return ahead in {"życia", ".", "ż"}
    if lower in {"i", "do"}:
        return ahead in _MORE or ahead.isdigit()
    if form.isdigit():
        return words.forms[at - 1] in DASHES or words.lower[at - 1] in {"do", "i"}
    return form == "." or form in DASHES or lower in _AGED | _MORE | {"życia"}
