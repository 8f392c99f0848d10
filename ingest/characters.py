"""Characters made uniform: the one form in which text enters a document."""

import re
import unicodedata

SPACES = "\t\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SYMBOL_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf076\uf0e0\uf0be\uf06e\uf071\uf072"
"""Bullets of the Symbol and Wingdings fonts, as word processors leave them in the private use area."""

_TABLE: dict[int, str | None] = {
    **{ord(character): " " for character in SPACES},
    **dict.fromkeys(map(ord, INVISIBLE)),
    **{ord(character): plain for character, plain in LIGATURES.items()},
    **{ord(character): "•" for character in SYMBOL_BULLETS},
    **{code: None for code in (*range(9), *range(14, 32), *range(0x7F, 0xA0)) if code != 0x85},
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_RUN = re.compile(r"  +")


def uniform(text: str) -> str:
    """Text in NFC with plain spaces and newlines only, without control, invisible and soft-hyphen characters."""
    text = text.replace("\r\n", "\n").translate(_TABLE)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """`uniform` text with every run of white space made one space, and none at the ends."""
    return " ".join(uniform(text).split())


def squeezed(line: str) -> str:
    """One line of uniform text with runs of spaces made one and none at the ends."""
    return _RUN.sub(" ", line).strip()
