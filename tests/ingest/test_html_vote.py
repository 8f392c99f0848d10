"""What the second opinion changes: what stands apart goes, what belongs to the content stays."""

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import BlockKind
from ingest.html import vote
from ingest.html.vote import Vote
from tests.ingest.reading import blocks, check_blocks, document, page

ABOUT = (
    "Gmina Wierzbowo prowadzi od wiosny zajęcia dla opiekunów osób starszych, na które zaprasza mieszkańców. ",
    "Spotkania odbywają się we wtorki w dawnej szkole, a prowadzą je psycholożka i pielęgniarka z przychodni. ",
    "Udział nic nie kosztuje, wystarczy zadzwonić do ośrodka pomocy społecznej i podać liczbę osób, które przyjdą. ",
)
ARTICLE = "".join(f"<p>{text}</p>" for text in ABOUT)
OTHER = (
    ("Psy czekają na spacer", "W soboty można zabrać jednego do lasu.", "3 maja 2022"),
    ("Wyniki naboru na ławników", "Przekazano osiem kandydatur.", "30 czerwca 2022"),
    ("Nowy rozkład linii nr 2", "Zmiany od poniedziałku, bilet za 4 zł.", "2 lipca 2022"),
)
BOX = "<div class=kol><h3>Co słychać</h3>" + "".join(
    f"<div><h4>{title}</h4><p>{text}</p><small>{day}</small></div>" for title, text, day in OTHER
)


def content(markup: str, title: str = "Razem łatwiej - Gmina Wierzbowo") -> str:
    read = document(page(markup, title=title))
    check_blocks(read)
    return "\n".join(blocks(read))


def test_other_news_before_the_titles_heading_goes() -> None:
    text = content(f"<body><div>Skróty | Czcionka</div>{BOX}</div><div class=c><h2>Razem łatwiej</h2>{ARTICLE}</div>")
    assert text == "\n".join(["Razem łatwiej", *(part.strip() for part in ABOUT)])


def test_other_news_after_the_article_goes() -> None:
    links = "".join(f'<div><h4><a href="/{n}">{t}</a></h4><p>{x}</p></div>' for n, (t, x, _day) in enumerate(OTHER))
    text = content(f"<main><div class=c><h1>Razem łatwiej</h1>{ARTICLE}</div><div class=inne>{links}</div></main>")
    for title, line, _day in OTHER:
        assert title not in text
        assert line not in text


def test_a_first_paragraph_before_any_heading_stays_when_it_is_much_of_the_page() -> None:
    text = content(f"<div><p>{ABOUT[0]}</p><p>{ABOUT[1]}</p><h2>Razem łatwiej</h2><p>{ABOUT[2]}</p></div>")
    assert all(part.strip() in text for part in ABOUT)


def test_a_board_made_of_headings_stays() -> None:
    board = "".join(
        f"<div class=w><div class=wc><h4>{line}</h4></div></div>"
        for line in (
            "DOFINANSOWANO ZE ŚRODKÓW BUDŻETU PAŃSTWA",
            "CIEPŁY KĄT",
            "DOFINANSOWANIE<br>74 300,00 ZŁ",
            "MAJ 2023",
        )
    )
    text = content(f"<div class=p><h1>Razem łatwiej</h1><p>{ABOUT[0]}</p><hr>{board}<p>{ABOUT[1]}</p></div>")
    for line in ("DOFINANSOWANO ZE ŚRODKÓW BUDŻETU PAŃSTWA", "CIEPŁY KĄT", "DOFINANSOWANIE 74 300,00 ZŁ", "MAJ 2023"):
        assert line in text


def test_rows_and_labels_stay_wherever_they_stand() -> None:
    rows = "<table><tr><td>Zadanie</td><td>obiady</td></tr><tr><td>Kwota</td><td>900 zł</td></tr></table>"
    text = content(f"<div class=c><h1>Razem łatwiej</h1><div>{ARTICLE}</div><div class=d><div>{rows}</div></div></div>")
    assert "Kwota | 900 zł" in text


def test_credits_and_tools_go() -> None:
    markup = (
        f"<main><h1>Razem łatwiej</h1><p>{ABOUT[0]}</p><figure><img src=a.jpg><figcaption>fot. J. Obiektyw</figcaption>"
        f"</figure><p>{ABOUT[1]}</p><p>{ABOUT[2]}</p><p>inf. pras. / fot. J. Obiektyw</p></main>"
    )
    text = content(markup)
    assert text == "\n".join(["Razem łatwiej", *(part.strip() for part in ABOUT)])


def test_a_question_that_opens_a_folded_answer_stays() -> None:
    answer = "Nic. Zajęcia w całości opłaca gmina, a dojazd z sołectw zapewniają strażacy z ochotniczej straży."
    fold = (
        f'<div class=acc><div class="acc-title"><a>Ile płacę?</a></div><div class=acc-body><p>{answer}</p></div></div>'
    )
    text = content(f"<div class=c><h1>Razem łatwiej</h1>{ARTICLE}<div class=acc>{fold}</div></div>")
    assert f"Ile płacę?\n{answer}" in text


def test_a_class_name_does_not_cost_what_both_take_for_the_article() -> None:
    markup = f'<section><h1>Razem łatwiej</h1><div class="related-links widget">{ARTICLE}</div></section><p>Stopka</p>'
    assert all(part.strip() in content(markup) for part in ABOUT)


def test_the_clause_on_personal_data_goes() -> None:
    clause = "<details><summary>Klauzula informacyjna</summary><p>Administratorem danych jest ośrodek.</p></details>"
    assert "Administratorem" not in content(f"<div class=c><h1>Razem łatwiej</h1>{ARTICLE}</div>{clause}")


def test_a_short_page_has_no_second_opinion_and_keeps_its_lines() -> None:
    text = content(
        "<main><h1>Razem łatwiej</h1><p>Zapraszamy w maju.</p><div><div><p>Zapisy trwają</p></div></div></main>"
    )
    assert text == "Razem łatwiej\nZapraszamy w maju.\nZapisy trwają"


def test_a_fault_in_the_second_opinion_does_not_cost_the_page(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise RecursionError

    monkeypatch.setattr(vote, "bare_extraction", broken)
    with caplog.at_level(logging.WARNING):
        text = content(f"<main><h1>Razem łatwiej</h1>{ARTICLE}</main>")
    assert all(part.strip() in text for part in ABOUT)
    assert "no second opinion" in caplog.text


def test_a_page_of_very_many_elements_is_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vote, "LARGEST", 5)
    monkeypatch.setattr(vote, "bare_extraction", lambda *a, **k: pytest.fail("asked all the same"))
    assert ABOUT[2].strip() in content(f"<main><h1>Razem łatwiej</h1>{ARTICLE}</main>")


@given(st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=12))
def test_every_line_of_the_opinion_is_confirmed(lines: list[str]) -> None:
    weighed = Vote("\n".join(lines))
    for line in "\n".join(lines).split("\n"):
        assert weighed.confirms(line) == any(character.isalnum() for character in line.casefold())


def test_a_run_is_confirmed_as_a_part_but_a_word_is_not() -> None:
    weighed = Vote("\n".join(ABOUT))
    assert weighed
    assert weighed.confirms("we wtorki w dawnej szkole, a prowadzą je")
    assert not weighed.confirms("wtorki")
    assert not weighed.confirms("Nikt o tym na tej stronie nie napisał ani słowa")
    assert weighed.confirms((ABOUT[0] + ABOUT[1]).replace("mieszkańców. ", "mieszkańców [1]. "))


def test_heads_of_columns_stand_above_their_columns() -> None:
    table = (
        "<table><tr><td></td><th>2023</th><th>2024</th></tr><tr><th>Dotacja</th><td>10 zł</td><td>20 zł</td></tr>"
        "<tr><th>Wkład</th><td>1 zł</td><td>2 zł</td></tr></table>"
    )
    read = document(page(f"<main><h1>Razem łatwiej</h1>{ARTICLE}{table}</main>"))
    assert blocks(read, BlockKind.ROW) == ["| 2023 | 2024", "Dotacja | 10 zł | 20 zł", "Wkład | 1 zł | 2 zł"]


@pytest.mark.parametrize(
    ("markup", "window", "title", "publisher"),
    [
        (
            "<table><tr><th>Podmiot udostępniający</th><td>Urząd Gminy Wierzbowo</td></tr></table>",
            "Razem łatwiej | Biuletyn Informacji Publicznej",
            "Razem łatwiej",
            "Urząd Gminy Wierzbowo",
        ),
        (
            "<footer><p>Urząd Gminy Wierzbowo, ul. Polna 3, 00-999 Wierzbowo</p></footer>",
            "Razem łatwiej",
            "Razem łatwiej",
            "Urząd Gminy Wierzbowo",
        ),
        ("", "GOPS Wierzbowo: Razem łatwiej", "Razem łatwiej", "GOPS Wierzbowo"),
        ("", "MOPS wraca na podwórka | Kurier Wierzbowski", "MOPS wraca na podwórka", "Kurier Wierzbowski"),
    ],
)
def test_who_publishes(markup: str, window: str, title: str, publisher: str) -> None:
    heading = re.split(r": | \| ", window)[0]
    read = document(page(f"<div><h1>{heading}</h1><div class=t>{ARTICLE}</div></div>{markup}", title=window))
    assert (read.title, read.publisher) == (title, publisher)
