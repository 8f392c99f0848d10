"""Marks that open a list item: bullets, numbers and letters with a bracket."""

import re

_BULLET = re.compile(r"^(?:[-–=]+>\s*|[•*·▪▫■□●○◦‣►▶➢➤✓✔✅→⇒»]\s*|[-–—]\s*(?=\S)|o\s{2,}|[>+]\s+(?=[^\W\d]))(?=\S)")
_NUMBER = re.compile(r"^(?:\(?\d{1,2}\)|\d{1,2}/|[a-z]\)|\d{1,2}\.(?=\s+[^\W\d]))\s*(?=\S)")
_SPEECH = re.compile(
    r"^[-–—]\s*[A-ZĄĆĘŁŃÓŚŹŻ„].*\s[–—-]\s+(?:[a-ząćęłńóśźż].*(?:[.!?…”]|\s[–—-]\s.*)$|"
    r"(?:mówi|powiedzia|doda|podkreśl|wyjaśni|zastrzeg|tłumacz|zaznacz|opowiad|przekon|przyzna|przypomin|zapewni|wspomin|"
    r"zachęc|ocenia|apeluje|cieszy|wylicza|uważa|śmieje|stwierdz))"
)
_AMOUNT = re.compile(r"^[-–—]\s*\d[\d\s.,]*(?:zł|%|st|°)")


def opening_mark(line: str) -> tuple[str, str] | None:
    """The mark of an item as it shall stand in the text, and the item's own words; None for another line.

    A dash that opens direct speech ("– Cieszymy się – mówi dyrektorka.") marks no item.
    """
    match = _BULLET.match(line)
    if match:
        if _SPEECH.match(line) or (_AMOUNT.match(line) and len(line) < 12):
            return None
        return "- ", line[match.end() :]
    match = _NUMBER.match(line)
    if match:
        return f"{match.group().strip()} ", line[match.end() :]
    return None
