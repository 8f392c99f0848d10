"""Words parted at the end of a line made whole again; real hyphens stay."""

import re

_PARTED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad\ufffe\x02]$")
_COMPOUND = re.compile(
    r"(?:opiekuńczo|społeczno|kulturalno|psychologiczno|pedagogiczno|oświatowo|szkoleniowo|integracyjno|finansowo|"
    r"rzeczowo|edukacyjno|rekreacyjno|sportowo|wypoczynkowo|terapeutyczno|rehabilitacyjno|leczniczo|konsultacyjno|"
    r"informacyjno|doradczo|usługowo|administracyjno|prawno|gospodarczo|kościelno|polsko|czesko|niemiecko|ukraińsko|"
    r"miejsko|gminno|zdrowotno|socjalno|bytowo|wychowawczo|profilaktyczno|artystyczno|turystyczno|naukowo|badawczo|"
    r"techniczno|organizacyjno|motywacyjno|warsztatowo|diagnostyczno|interwencyjno|aktywizująco|wspierająco|"
    r"adopcyjno|resocjalizacyjno|rodzinno|krajoznawczo|ruchowo|muzyczno|plastyczno|logopedyczno|księgowo|projektowo|"
    r"kujawsko|warmińsko|bielsko|krakowsko|koszalińsko|rzymsko|biało|ogrodniczo|zawodowo|literacko|historyczno|"
    r"inwestycyjno|remontowo|budowlano|handlowo|produkcyjno|promocyjno|moralno|materialno|duchowo|intelektualno)$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"^[^\W\d_]{3,}(?:y|a|e|i|ego|ej|emu|ych|ym|ymi|ą|iego|iej|ich|im|imi|o)\b")


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph as one.

    A hyphen at the end of the first is dropped where the second goes on in lower case, and kept before a
    capital (Kędzierzyn-Koźle), after the first half of a compound adjective (opiekuńczo-wychowawczy) and after a digit.
    """
    match = _PARTED.search(first)
    if not match or not second:
        return f"{first} {second}".strip()
    head = first[: match.end(1)]
    if not second[0].isalpha():
        return f"{first[:-1]}- {second}" if second[0] not in "),.;:" else f"{first[:-1]}-{second}"
    if second[0].isupper():
        return f"{head}-{second}"
    if _COMPOUND.search(match.group(1)) and _ADJECTIVE.match(second):
        return f"{head}-{second}"
    return head + second
