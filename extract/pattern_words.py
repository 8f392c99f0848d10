"""One word of a pattern (language: extract/patterns.py): what it accepts."""

from dataclasses import dataclass

from extract.errors import RuleError

_EDGE = "/"
_POLISH = str.maketrans("ąćęłńóśźż", "acelnoszz")


def folded(text: str) -> str:
    """Lower-case text without Polish letters."""
    return text.casefold().translate(_POLISH)


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A compiled word of a pattern."""

    lemmas: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    number: bool = False
    gap: int = 0
    """At most so many words of any kind; 0 for a word that is none."""
    optional: bool = False
    edge: bool = False
    """The match ends here; what follows is its context."""
    plain: bool = True
    """Whether it stands for just one word."""

    def accepts(self, written: frozenset[str], keys: frozenset[str]) -> bool:
        """Whether the word takes a form that is written so (case-folded) and can be matched by these keys."""
        if not self.forms.isdisjoint(written) or not self.lemmas.isdisjoint(keys):
            return True
        if self.number and any(form.isdigit() for form in written):
            return True
        if not self.prefixes:
            return False
        if any(key.startswith(self.prefixes) for key in keys):
            return True
        plain = tuple(folded(prefix) for prefix in self.prefixes)
        return len(keys) == 1 and any(key.isascii() and key.startswith(plain) for key in keys)


def element(token: str) -> Element:
    """Compile one word of a pattern. Raises RuleError for an empty alternative."""
    if token == _EDGE:
        return Element(edge=True, plain=False)
    optional = len(token) > 1 and token.endswith("?")
    token = token.removesuffix("?") if optional else token
    if token.startswith("~") and token[1:].isdigit():
        return Element(gap=int(token[1:]), plain=False)
    lemmas, forms, prefixes, number = set(), set(), [], False
    for part in token.casefold().split("|"):
        if part == "<n>":
            number = True
        elif part.startswith("=") and len(part) > 1:
            forms.add(part[1:])
        elif part.endswith("*") and len(part) > 1:
            prefixes.append(part[:-1])
        elif part:
            lemmas.add(part)
        else:
            raise RuleError(f"empty alternative in the pattern word {token!r}")
    return Element(frozenset(lemmas), frozenset(forms), tuple(prefixes), number, 0, optional, plain=not optional)
