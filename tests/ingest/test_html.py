"""What HTML becomes, form by form."""

import pytest

from corpus.documents import BlockKind
from ingest.errors import NoText
from tests.ingest.reading import blocks, check_blocks, document, page

LONG = "Gmina Wierzbowo prowadzi od wiosny zajęcia dla opiekunów osób starszych, na które zaprasza mieszkańców. "


def test_line_breaks_part_lines() -> None:
    read = document(page(f"<main><h1>Tytuł strony</h1><p>{LONG}</p><p>Termin: maj<br>Miejsce: remiza</p></main>"))
    assert blocks(read)[-2:] == ["Termin: maj", "Miejsce: remiza"]


def test_invisible_characters_go_and_hard_spaces_become_spaces() -> None:
    read = document(page(f"<main><p>{LONG}</p><p>ro&shy;dzi&#8203;na, 12&nbsp;500&#8239;zł</p></main>"))
    assert blocks(read)[-1] == "rodzina, 12 500 zł"


def test_nested_lists_keep_their_depth_and_numbers() -> None:
    inner = "<ol start=3><li>trzeci</li><li>czwarty<ul><li>głębiej</li></ul></li></ol>"
    read = document(page(f"<main><p>{LONG}</p>{inner}</main>"))
    items = [block for block in read.blocks if block.kind == BlockKind.ITEM]
    assert [(read.text[b.start : b.end], b.level) for b in items] == [("trzeci", 1), ("czwarty", 1), ("głębiej", 2)]
    assert "3. trzeci\n4. czwarty\n- głębiej" in read.text


def test_tables_give_rows_and_layout_tables_do_not() -> None:
    data = "<table><tr><th>Zadanie</th><th>Kwota</th></tr><tr><td>obiady</td><td>1&nbsp;200&nbsp;zł</td></tr></table>"
    read = document(page(f"<table><tr><td><h1>Obiady dla uczniów</h1><p>{LONG}</p>{data}</td></tr></table>"))
    assert blocks(read, BlockKind.ROW) == ["Zadanie | Kwota", "obiady | 1 200 zł"]
    assert LONG.strip() in blocks(read, BlockKind.PARAGRAPH)


def test_definition_lists_give_rows() -> None:
    listed = "<dl><dt>Realizator</dt><dd>OPS w Wierzbowie</dd><dt>Czas</dt><dd>2024</dd></dl>"
    read = document(page(f"<main><p>{LONG}</p>{listed}</main>"))
    assert blocks(read, BlockKind.ROW) == ["Realizator | OPS w Wierzbowie", "Czas | 2024"]


def test_a_bold_line_is_a_heading_and_a_bold_word_is_not() -> None:
    read = document(page(f"<main><p>{LONG}</p><p><b>Kto może przyjść</b></p><p>Każdy, <b>bez opłat</b>.</p></main>"))
    assert blocks(read, BlockKind.HEADING) == ["Kto może przyjść"]


def test_speech_is_no_list_item() -> None:
    said = "– Czekaliśmy na to latami – mówi sołtyska."
    read = document(page(f"<main><p>{LONG}</p><p>{said}</p><p>– bez kolejki,<br>– bez opłat</p></main>"))
    assert said in blocks(read, BlockKind.PARAGRAPH)
    assert blocks(read, BlockKind.ITEM) == ["bez kolejki,", "bez opłat"]


@pytest.mark.parametrize(
    ("window", "title", "publisher"),
    [
        ("Nabór do klubu seniora - MOPS Wierzbowo", "Nabór do klubu seniora", "MOPS Wierzbowo"),
        ("Nabór do klubu seniora | Gmina Wierzbowo – portal", "Nabór do klubu seniora", "Gmina Wierzbowo – portal"),
        ("Gmina Wierzbowo :: Nabór do klubu seniora", "Nabór do klubu seniora", "Gmina Wierzbowo"),
        ("Nabór - do klubu seniora - BIP - Urząd Gminy Wierzbowo", "Nabór - do klubu seniora", "Urząd Gminy Wierzbowo"),
    ],
)
def test_the_sites_name_leaves_the_title(window: str, title: str, publisher: str) -> None:
    read = document(page(f"<main><p>{LONG}</p><p>{LONG}</p></main>", title=window))
    assert (read.title, read.publisher) == (title, publisher)
    assert read.text.startswith(title + "\n")
    assert read.blocks[0].kind == BlockKind.HEADING
    assert read.blocks[0].level == 1


def test_a_heading_that_says_the_title_is_not_repeated() -> None:
    read = document(page(f"<main><h2>Nabór do klubu</h2><p>{LONG}</p></main>", title="Nabór do klubu - OPS Wierzbowo"))
    assert read.text.count("Nabór do klubu") == 1


def test_menus_teasers_cookies_comments_and_tools_are_left_out() -> None:
    links = "".join(f'<li><a href="/{n}">Odnośnik menu {n}</a></li>' for n in range(9))
    news = "".join(
        f'<div class="box"><a href="/n{n}">Inna wiadomość numer {n}</a><p>Krótki opis. 0{n}.02.2024</p></div>'
        for n in range(1, 8)
    )
    body = (
        f'<div id="mainmenu"><ul>{links}</ul></div><main><h1>Klub Seniora zaprasza</h1><p>{LONG}</p><p>{LONG}</p>'
        f'<p>Drukuj | PDF</p><h3>Zobacz także</h3><ul>{links}</ul></main><div class="col">{news}</div>'
        '<div id="comments"><p>Super, przyjdę na pewno z całą rodziną!</p></div>'
        '<div class="cookie-bar"><p>Używamy plików cookies, żeby strona działała.</p></div>'
    )
    text = document(page(body)).text
    for noise in ("Odnośnik", "Inna wiadomość", "Drukuj", "Zobacz także", "przyjdę", "cookies"):
        assert noise not in text
    assert text.count(LONG.strip()) == 2


def test_a_class_name_that_lies_does_not_cost_the_text() -> None:
    body = f'<div class="header-menu sidebar"><div class="widget">{f"<p>{LONG}</p>" * 6}</div></div>'
    assert document(page(body)).text.count(LONG.strip()) == 6


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ('<time class="published" datetime="2024-05-06T10:00:00+02:00">6 maja</time>', "2024-05-06"),
        ('<div class="info">Opublikowano: 06.05.2024, redakcja</div>', "2024-05-06"),
        ("<p>Data publikacji: 6 maja 2024 r.</p>", "2024-05-06"),
        ("<p>Dodano 2024-05-06 przez admin</p>", "2024-05-06"),
        ('<div class="submitted">pon., 06/05/2024 - 12:10</div>', "2024-05-06"),
        ("<p>Zmodyfikowano: 06.05.2024</p>", None),
        ("<p>Ostatnia aktualizacja 06.05.2024</p>", None),
        ("<p>Spotkanie odbędzie się 06.05.2024 o godz. 12.</p>", None),
        ("<p>Uchwała z dnia 6 maja 2024 r. wchodzi w życie.</p>", None),
        ("<p>Dzisiaj jest 06.05.2024</p>", None),
    ],
)
def test_publication_is_what_the_page_calls_so(markup: str, published: str | None) -> None:
    body = f"<main><h1>Klub Seniora zaprasza</h1>{markup}<p>{LONG}</p><p>{LONG}</p></main>"
    assert document(page(body)).published == published


def test_stated_metadata_comes_before_the_text() -> None:
    head = '<meta property="article:published_time" content="2023-01-02T23:30:00+01:00">'
    body = f"<main><h1>Klub</h1><p>Dodano: 5.06.2024</p><p>{LONG}</p></main>"
    assert document(page(body, head=head)).published == "2023-01-02"


@pytest.mark.parametrize(
    ("canonical", "fetched", "url"),
    [
        ("https://a.example.pl/x?id=3#tu", None, "https://a.example.pl/x?id=3"),
        ("/x", "https://a.example.pl/x?utm=1", "https://a.example.pl/x"),
        ("/x", None, None),
        ("https://obcy.example.pl/x", "https://a.example.pl/x", "https://a.example.pl/x"),
        ("https://a.example.pl/", "https://a.example.pl/news/7", "https://a.example.pl/news/7"),
        ("javascript:alert(1)", "https://a.example.pl/x", "https://a.example.pl/x"),
    ],
)
def test_canonical_address(canonical: str, fetched: str | None, url: str | None) -> None:
    read = document(page(f"<main><p>{LONG}</p></main>", head=f'<link rel="canonical" href="{canonical}">'), url=fetched)
    assert read.url == url


def test_the_imprint_stands_last_and_is_from_the_page() -> None:
    body = f"<main><h1>Klub</h1><p>{LONG}</p></main><footer><p>Urząd Gminy, ul. Polna 3, 00-999 Wierzbowo</p></footer>"
    read = document(page(body, title="Klub - Gmina Wierzbowo"))
    assert blocks(read, BlockKind.IMPRINT) == ["Gmina Wierzbowo", "Urząd Gminy, ul. Polna 3, 00-999 Wierzbowo"]
    check_blocks(read)


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(NoText):
        document(page("<div id=app></div><script>start()</script>"))


def test_deep_nesting_costs_no_text_and_no_stack() -> None:
    read = document(page("<div>" * 1500 + f"<p>{LONG}</p>" + "</div>" * 1500))
    assert LONG.strip() in read.text


def test_when_a_project_runs_is_no_credit_of_the_site() -> None:
    read = document(page(f"<p>{LONG}</p><p>Realizacja: 1 października 2023 - 30 września 2026.</p><p>{LONG}</p>"))
    assert "30 września 2026" in read.text


def test_a_calendar_of_the_programme_is_content() -> None:
    rows = "<table><tr><td>wnioski</td><td>5–30 maja 2025</td></tr><tr><td>drzwi otwarte</td><td>17 maja 2025</td></tr></table>"
    read = document(page(f"<article><h1>Mieszkania</h1><p>{LONG * 3}</p><h3>Kalendarz</h3>{rows}</article>"))
    assert "17 maja 2025" in read.text
