"""Every value stands in the document at the place it names, whatever characters the text holds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Extractor
from extract.verify import verify
from tests.extract.documents import document

EXTRACTOR = Extractor()
PIECES = (
    "projekt „Nowy po\u00adczątek”",
    "dla 25\u00a0seniorów",
    "od 1 maja 2024\u00a0r. do 31 grudnia 2024 r.",
    "Całkowita wartość: 120\u00a0500,00 zł",
    "MOPS w Gnieźnie",
    "we współpracy z Fundacją „Most”",
    "🎉🎉",
    "rodziny zaste\u0328pcze",
    "warsztaty i kolonie",
    "EFS+",
    "\n",
    "# ",
    ". ",
    "„",
    "Pn.",
    "𝒫rojekt",
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_evidence_is_where_it_says(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if not text.strip():
        return
    read = document(text.replace("\n #", "\n#") or "x", published="2024-04-01")
    for programme in EXTRACTOR.extract(read):
        assert verify(read, programme) is programme
        for value in programme.values():
            assert value.evidence.text
            assert read.text[value.evidence.start : value.evidence.end] == value.evidence.text
            assert 0 < value.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    if text.strip():
        EXTRACTOR.extract(document(text.replace("\r", " ")))
