"""E-mails and newsletters saved as text."""

import pytest

from corpus.documents import BlockKind
from ingest.text.mail import mail_header
from tests.ingest.reading import blocks, check_blocks, document

LETTER = """
Szanowni Państwo,

od marca w świetlicy w Wierzbowie działa klub dla opiekunów osób starszych. Spotykamy się
w każdy wtorek o 17.00, a raz w miesiącu przyjeżdża fizjoterapeutka. Wstęp jest wolny.

Koszt: 4 200 zł z budżetu gminy.

Pozdrawiamy
Zespół ośrodka

--
Wypisz się z listy | Administratorem danych jest GOPS
W poprzednim numerze: kiermasz ciast, nowe kosze za 900 zł
"""
POLISH = (
    "Od: GOPS Wierzbowo <gops@gops.example.pl>\nDo: lista mieszkańców\nData: 3 marca 2025 09:41\nTemat: Klub opiekuna\n"
)
ENGLISH = (
    "From: gops@gops.example.pl\nTo: soltysi@gmina.example.pl\nDate: Mon, 3 Mar 2025 23:41:12 +0100\n"
    "Subject: Fwd: Klub opiekuna\nMIME-Version: 1.0\n"
)
FOLDED = "From: GOPS Wierzbowo\n <gops@gops.example.pl>\nDate: 2025-03-03\nSubject: Klub\n opiekuna\n"


@pytest.mark.parametrize(
    ("header", "sender"),
    [(POLISH, "GOPS Wierzbowo"), (ENGLISH, None), (FOLDED, "GOPS Wierzbowo")],
    ids=["pl", "en", "folded"],
)
def test_the_header_is_no_content(header: str, sender: str | None) -> None:
    read = document(header + LETTER, source="mail.txt")
    check_blocks(read)
    assert (read.title, read.published, read.publisher) == ("Klub opiekuna", "2025-03-03", sender)
    assert blocks(read)[:2] == ["Klub opiekuna", "Szanowni Państwo,"]
    assert read.blocks[0].kind == BlockKind.HEADING
    assert blocks(read, BlockKind.IMPRINT) == ([sender] if sender else [])
    for noise in ("Temat", "Subject", "@", "Wypisz", "kiermasz", "MIME"):
        assert noise not in read.text
    assert "Koszt: 4 200 zł z budżetu gminy." in read.text


@pytest.mark.parametrize(
    "text",
    [
        "Data: 5 maja 2024\nMiejsce: remiza\n\nZapraszamy na zebranie mieszkańców wsi.\n",
        "Temat: pomoc sąsiedzka\n\nSpotkanie poprowadzi prawniczka z powiatu.\n",
        "Zebranie wiejskie\n\nW programie:\nOd: sołtysa\nDo: wszystkich\nTemat: droga\n",
    ],
)
def test_labels_of_an_announcement_are_no_header(text: str) -> None:
    assert mail_header(text.split("\n")) == (None, text.split("\n"))


def test_a_paper_keeps_its_article_only() -> None:
    paper = """GŁOS WIERZBOWA * tygodnik gminny * nr 9 (612) * 27 lutego 2025

SPORT

Bieg po zdrowie i dla sąsiadów

Dwieście osób pobiegło w niedzielę wokół jeziora, a wpisowe, w sumie cztery tysiące złotych,
trafiło do klubu seniora, który urządza za nie kuchnię. Biegli całymi rodzinami.

(mak)

TAKŻE W NUMERZE: Ceny wody w dół o 2 zł * Remont kładki
* Sesja rady w czwartek
"""
    read = document(paper, source="gazeta.txt")
    assert (read.title, read.published) == ("Bieg po zdrowie i dla sąsiadów", "2025-02-27")
    assert read.publisher == "GŁOS WIERZBOWA"
    for noise in ("wody", "kładki", "Sesja"):
        assert noise not in read.text
    assert blocks(read, BlockKind.IMPRINT) == ["GŁOS WIERZBOWA * tygodnik gminny * nr 9 (612) * 27 lutego 2025"]


def test_a_newsletter_of_several_items() -> None:
    letter = """NEWSLETTER GOPS WIERZBOWO - marzec 2025

1. CIEPŁY KĄT

Od poniedziałku w starej szkole działa ogrzewalnia, a w niej:
-> herbata i zupa,
-> prysznic;
+ pomoc prawnika w piątki

18.00 otwarcie ogrzewalni i zwiedzanie dla wszystkich mieszkańców gminy
18.30 koncert chóru

2. Szukamy opiekunek na umowę.

Wypisz się z listy: odpowiedz STOP
"""
    read = document(letter, source="list.txt")
    assert read.title == "NEWSLETTER GOPS WIERZBOWO - marzec 2025"
    assert blocks(read, BlockKind.HEADING) == [read.title, "CIEPŁY KĄT"]
    assert "1. CIEPŁY KĄT" in read.text
    items = ["herbata i zupa,", "prysznic;", "pomoc prawnika w piątki", "Szukamy opiekunek na umowę."]
    assert blocks(read, BlockKind.ITEM) == items
    assert "18.30 koncert chóru" in blocks(read, BlockKind.PARAGRAPH)
    assert "STOP" not in read.text
