"""What kind of thing is announced."""

import pytest

from extract.announcing import candidate_groups
from extract.components import kinds
from extract.pipeline import Extractor
from extract.segments import Segment
from tests.extract.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "# Projekt „Nowa ścieżka”\nGmina Piła realizuje projekt „Nowa ścieżka” współfinansowany ze środków "
            "Europejskiego Funduszu Społecznego Plus. Wartość projektu: 900 000,00 zł. Okres realizacji: "
            "1.02.2024 - 31.01.2026. Uczestnikami będzie 60 osób bezrobotnych.",
            "project",
        ),
        (
            "# Uchwała nr 5/2024 Rady Gminy\n§ 1. Przyjmuje się Gminny Program Wspierania Rodziny na lata 2024-2026.\n"
            "Na realizację programu zaplanowano 120 000 zł z budżetu gminy.",
            "programme",
        ),
        (
            "# Otwarty konkurs ofert na prowadzenie świetlicy w 2024 roku\nBurmistrz Piły ogłasza otwarty konkurs ofert "
            "na prowadzenie świetlicy dla dzieci w 2024 roku. Na zadanie przeznacza się 50 000 zł. Oferty należy składać "
            "do 12 lutego 2024 r.",
            "call",
        ),
    ],
)
def test_kind_of_what_is_announced(extractor: Extractor, text: str, kind: str) -> None:
    doc = extractor.read(document(text))
    named = candidate_groups(doc._.words, doc._.facts)[0]
    chosen = kinds.choose(len(text), doc._.facts, Segment(named, ((0, len(text)),)))
    assert chosen.kind == kind
    assert 0.5 < chosen.confidence <= 1
    assert text[chosen.start : chosen.end].strip()
