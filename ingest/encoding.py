"""Bytes to text by evidence: what a page declares about its encoding is a hint, what its letters say decides."""

import codecs
import re
from collections.abc import Sequence

import ftfy

POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
LEGACY = ("cp1250", "iso-8859-2", "cp852", "mac_latin2")
_TYPOGRAPHY = "„”“’‚‘–—…«»°§©®\u00a0\u00adé×²³½€•µ"
_NEIGHBOURS = "äöüßÄÖÜéáíèàçôâîšžřěč"
"""Letters of other languages that are no sign for or against: a page on a twin town, a German or French name."""
_ODD_COST = 2
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{3,20})|encoding=["']([A-Za-z0-9_-]{3,20})""", re.IGNORECASE
)
_ONLY_HIGH = bytes(range(128))
# UTF-8 shown as if it were cp1250, cp1252 or Latin-1: the lead bytes C3, C4, C5, E2 followed by a continuation byte
_MOJIBAKE = re.compile("[ÃÄÅĂĹ][\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™˘ŚśŤťŻżŁłĄąĽľŞş˛ˇźŹ]|â€|Ă³|Ăł")
# cp1250 or ISO 8859-2 shown as cp1252 or Latin-1, inside a word
_WESTERN = str.maketrans(
    {"³": "ł", "¹": "ą", "ê": "ę", "æ": "ć", "ñ": "ń", "œ": "ś", "Ÿ": "ź", "¿": "ż", "£": "Ł", "¯": "Ż", "Œ": "Ś",
     "Ê": "Ę", "Æ": "Ć", "Ñ": "Ń", "±": "ą", "¶": "ś", "¼": "ź", "¦": "Ś", "¬": "Ź", "¡": "Ą", "¥": "Ą"}
)  # fmt: skip
_WESTERN_WORD = re.compile(r"[A-Za-zÀ-ž³¹¿±¶¼£¯¬¡¥¦]*[³¹ê¿æñœŸ£¯ŒÊÆÑ±¶¼¦¬¡¥][A-Za-zÀ-ž³¹¿±¶¼£¯¬¡¥¦]*")
_WESTERN_SURE = re.compile(r"(?<!\d\s)[A-Za-zó]?[³¹¿±¶¼][a-zó]|[a-zó]³\b")
_WORD = re.compile(r"[^\s,.;:!?()\"]+")
_CHINESE = re.compile(r"[A-Za-zÀ-ž]*[\u4e00-\u9fff][A-Za-zÀ-ž\u4e00-\u9fff]*")


def decode(body: bytes, declared: Sequence[str | None] = ()) -> str:
    """The text of `body`. `declared` are encodings named by server or user, in order of trust; they may lie."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return repaired(body.decode(name, "replace"))
    unmarked = unmarked_utf16(body)
    if unmarked:
        return repaired(body.decode(unmarked, "replace"))
    try:
        return repaired(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(body):
        return repaired(body.decode("utf-8", "drogowskaz-cp1250"))
    return repaired(_best_legacy(body, declared))


def unmarked_utf16(body: bytes) -> str | None:
    """The kind of UTF-16 that a text without a byte order mark is in, or None: every second byte is nearly always 0."""
    sample = body[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def declared_in(head: bytes) -> str | None:
    """The encoding that an HTML or XML head names, or None."""
    match = _DECLARED.search(head[:4096])
    return (match.group(1) or match.group(2)).decode("ascii").lower() if match else None


def repaired(text: str) -> str:
    """Text whose wrongly decoded letters are set right, where the evidence is clear; else the text itself."""
    if text.isascii():
        return text
    polish = sum(map(text.count, "ąęłśżćń"))
    suspect = any(lead in text for lead in "ÃÄÅĂĹâ")
    if suspect and (broken := len(_MOJIBAKE.findall(text))) >= 3 and broken > polish:
        text = "\n".join(line if line.isascii() else _untwisted(line) for line in text.split("\n"))
        polish = sum(map(text.count, "ąęłśżćń"))
    suspect = any(letter in text for letter in "³¹¿±¶¼")
    if suspect and len(_WESTERN_SURE.findall(text)) >= 3 and sum(map(text.count, "³¹¿œ±¶¼")) > polish:
        text = _WESTERN_WORD.sub(lambda match: match.group().translate(_WESTERN), text)
    if _CHINESE.search(text):
        text = _CHINESE.sub(_from_chinese, text)
    return text


def _untwisted(line: str) -> str:
    """A line of twice encoded text set right; word by word where some of its bytes are lost."""
    fixed = ftfy.fix_encoding(line)
    if _MOJIBAKE.search(fixed):
        fixed = _WORD.sub(lambda match: ftfy.fix_encoding(match.group()), line)
    return fixed


def _from_chinese(match: re.Match[str]) -> str:
    """UTF-8 that was read as a Chinese encoding: `ma艂opolskie`."""
    word = match.group()
    try:
        fixed = word.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return word
    return fixed if all(character.isascii() or character in POLISH for character in fixed) else word


def _nearly_utf8(body: bytes) -> bool:
    """Whether multi-byte UTF-8 sequences outnumber the bytes that fit none by far: a cut or a mixed page."""
    lenient = body.decode("utf-8", "ignore")
    good = sum(map(lenient.count, POLISH + "„”–"))
    bad = body.decode("utf-8", "replace").count("\ufffd")
    return good > 4 * bad


def _as_cp1250(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1250", "replace"), error.end


codecs.register_error("drogowskaz-cp1250", _as_cp1250)


def _best_legacy(body: bytes, declared: Sequence[str | None]) -> str:
    names = list(LEGACY)
    for name in declared:
        known = _known(name)
        if known and known not in names and not known.startswith("utf"):
            names.append(known)
    high = body.translate(None, _ONLY_HIGH)
    sample = high[:20_000]
    trusted = [_known(name) for name in declared]

    def score(name: str) -> tuple[int, bool]:
        text = sample.decode(name, "replace")
        polish = sum(map(text.count, POLISH))
        usual = sum(map(text.count, _TYPOGRAPHY))
        odd = len(text) - polish - usual - sum(map(text.count, _NEIGHBOURS))
        return polish - _ODD_COST * odd, name in trusted

    return body.decode(max(names, key=score), "replace")


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip()).name
    except LookupError:
        return None
    return {"iso8859-2": "iso-8859-2"}.get(found, found)
