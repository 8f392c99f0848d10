"""Money: every way a sum is written, what it is for, and which sums are the programme's amounts."""

import csv
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Document
from extract.components import money
from extract.money_expressions import sums
from extract.words import Words, read_words


def read(text: str, *, rows: bool = False) -> Words:
    blocks: list[Block] = []
    if rows:
        start = 0
        for line in text.splitlines():
            blocks.append(Block(start=start, end=start + len(line), kind=BlockKind.ROW))
            start += len(line) + 1
    return read_words(Document(id="d", source="d.txt", media_type="text/plain", text=text, blocks=tuple(blocks)))


def values(text: str) -> list[tuple[str, str]]:
    return [(f"{one.value:.2f}", one.currency) for one in sums(read(text))]


def amounts(text: str, *, rows: bool = False) -> list[tuple[str, str]]:
    return [(one.role, f"{one.value:.2f}") for one in money.amounts(money.find(read(text, rows=rows)))]


def roles(text: str, *, rows: bool = False) -> list[str]:
    return [one.role for one in money.find(read(text, rows=rows))]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("koszt 417 208,36 zł", "417208.36", "PLN"),
        ("koszt 417\u00a0208,36\u00a0zł", "417208.36", "PLN"),
        ("koszt 417.208,36 PLN", "417208.36", "PLN"),
        ("koszt 1.417.208,36 zł", "1417208.36", "PLN"),
        ("koszt 417208,36zł", "417208.36", "PLN"),
        ("koszt 417 208 zł", "417208.00", "PLN"),
        ("koszt 417,208 zł", "417208.00", "PLN"),
        ("opłata 450,- zł", "450.00", "PLN"),
        ("opłata 450,00 złotych", "450.00", "PLN"),
        ("około 2,7 mln zł", "2700000.00", "PLN"),
        ("blisko 86 tys. zł", "86000.00", "PLN"),
        ("3 mln 250 tys. zł", "3250000.00", "PLN"),
        ("ponad 4 miliony złotych", "4000000.00", "PLN"),
        ("12 tysięcy złotych", "12000.00", "PLN"),
        ("cztery tysiące złotych", "4000.00", "PLN"),
        ("sto pięćdziesiąt złotych", "150.00", "PLN"),
        ("pół miliona złotych", "500000.00", "PLN"),
        ("półtora miliona zł", "1500000.00", "PLN"),
        ("24 500 euro", "24500.00", "EUR"),
        ("61.000,50 EUR", "61000.50", "EUR"),
        ("€ 900", "900.00", "EUR"),
        ("PLN 75 000,00", "75000.00", "PLN"),
        ("razem 1 230\ntys. zł", "1230000.00", "PLN"),
        ("dotacja 55 000 ZŁ", "55000.00", "PLN"),
        ("budżet 1,455 mln zł", "1455000.00", "PLN"),
        ("budżet 1.200 tys. zł", "1200000.00", "PLN"),
        ("dotacja 27 tys. 360 zł", "27360.00", "PLN"),
        ("21 mln 437 tys. 115,20 zł", "21437115.20", "PLN"),
        ("12 i pół tysiąca złotych", "12500.00", "PLN"),
        ("dwa i pół miliona złotych", "2500000.00", "PLN"),
        ("dwieście tysięcy złotych", "200000.00", "PLN"),
        ("za godzinę 12 zł 40 gr", "12.40", "PLN"),
        ("za bilet 3 zł i 50 groszy", "3.50", "PLN"),
        ("dwieście złotych i trzydzieści groszy", "200.30", "PLN"),
    ],
)
def test_a_sum_in_every_format(text: str, value: str, currency: str) -> None:
    assert values(text) == [(value, currency)]


def test_a_label_makes_a_number_at_the_end_of_its_line_money() -> None:
    text = "Umowę podpisano w marcu.\nDotacja – 26 418,00 / całkowita wartość – 44 030,00\nTelefon: 56 200 300"
    assert amounts(text) == [("grant", "26418.00"), ("total", "44030.00")]


def test_a_magnitude_that_ends_its_line_has_the_currency_before_it() -> None:
    assert values("Wojewoda dał 81 tys. zł, a powiat dołożył jeszcze 27 tys.\nZapisy trwają.") == [
        ("81000.00", "PLN"),
        ("27000.00", "PLN"),
    ]


def test_columns_of_earlier_years_are_no_amounts() -> None:
    text = "Wydatki | 2020 | 2021 | 2022\nwydatki na pieczę (zł) | 61 300,10 | 64 020,00 | 70 118,40"
    rows = "Program na lata 2023-2025, plan na 2023 i 2024 rok\n" + text
    assert amounts(rows, rows=True) == []


def test_spans_are_the_words_of_the_sum() -> None:
    text = "Otrzymaliśmy 38\u00a0400,00\u00a0zł 🙂 i 2\u00a0tys. zł."
    assert [text[one.start : one.end] for one in sums(read(text))] == ["38\u00a0400,00\u00a0zł", "2\u00a0tys. zł"]


def test_both_ends_of_a_range() -> None:
    assert values("grant od 2 500 do 8 000 zł") == [("2500.00", "PLN"), ("8000.00", "PLN")]
    assert values("od 20 tys. zł do 60 tys. zł") == [("20000.00", "PLN"), ("60000.00", "PLN")]
    assert values("2024 – 310 000 zł, 2025 – 320 000 zł") == [("310000.00", "PLN"), ("320000.00", "PLN")]


def test_thousands_without_a_currency_are_money_only_where_money_is_spoken_of() -> None:
    assert values("Miasto dało 40 tys. zł, a 14 tysięcy zebrano.")[:1] == [("40000.00", "PLN")]
    assert values("Dopłacamy 20 zł, przyjdzie 15 tys. osób.") == [("20.00", "PLN")]


def test_repetition_in_words_is_one_sum() -> None:
    assert values("100 500,00 zł (słownie: sto tysięcy pięćset złotych 00/100)") == [("100500.00", "PLN")]


def test_no_money() -> None:
    assert values("w 2023 r. wydano 48 paczek, tel. 22 505 11 11, Złotów, złota jesień") == []


MONEY = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999999999.99"), places=2)


def grouped(value: Decimal, mark: str) -> str:
    whole, cents = f"{value:.2f}".split(".")
    return f"{int(whole):,}".replace(",", mark) + "," + cents


@settings(deadline=None)  # the first call loads the dictionary
@given(
    value=MONEY,
    mark=st.sampled_from([" ", "\u00a0", ".", "\u202f", ""]),
    unit=st.sampled_from(["zł", "PLN", "złotych", "ZŁ"]),
)
def test_any_sum_in_any_grouping_reads_as_itself(value: Decimal, mark: str, unit: str) -> None:
    [one] = sums(read(f"Kwota: {grouped(value, mark)} {unit}."))
    assert one.value == value


@settings(deadline=None)  # the first call loads the dictionary
@given(value=st.integers(min_value=1, max_value=999), magnitude=st.sampled_from([("tys.", 1000), ("mln", 10**6)]))
def test_any_round_sum_reads_as_itself(value: int, magnitude: tuple[str, int]) -> None:
    [one] = sums(read(f"Projekt kosztuje {value} {magnitude[0]} zł"))
    assert one.value == value * magnitude[1]


@settings(deadline=None)  # the first call loads the dictionary
@given(st.text(alphabet="0123456789 .,zł–-tysmlnPLNeuro()\n\u00a0\u00ad", max_size=60))
def test_any_text_gives_sums_in_order(text: str) -> None:
    found = sums(read(text))
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(text[one.start : one.end].strip() and one.value > 0 for one in found)


def test_labels_of_a_board() -> None:
    text = "DOFINANSOWANIE\n84 120,00 zł\nCAŁKOWITA WARTOŚĆ\n105 150,00 zł\nWKŁAD WŁASNY\n21 030,00 zł"
    assert amounts(text) == [("grant", "84120.00"), ("total", "105150.00"), ("own", "21030.00")]


def test_split_in_one_sentence() -> None:
    text = (
        "Wartość projektu: 940 000,00 zł, z czego: wkład Funduszy Europejskich 799 000,00 zł, "
        "budżet państwa 94 000,00 zł, wkład własny Gminy Wólka 47 000,00 zł."
    )
    assert amounts(text) == [("total", "940000.00"), ("eu", "799000.00"), ("state", "94000.00"), ("own", "47000.00")]


def test_subsidy_that_is_the_whole_value() -> None:
    text = "Kwota dofinansowania wynosi 63 240 zł i stanowi jednocześnie całkowitą wartość zadania."
    assert sorted(amounts(text)) == [("grant", "63240.00"), ("total", "63240.00")]


def test_national_pool_is_no_amount_of_the_town() -> None:
    text = "Minister Rodziny przeznaczył na Program kwotę 310 000 000 zł. Gmina Rokitno otrzymała 148 900 zł dotacji."
    assert amounts(text) == [("grant", "148900.00")]


def test_thresholds_fines_and_past_years_are_no_amounts() -> None:
    text = (
        "Dochód na osobę nie może przekraczać 1 600 zł.\n"
        "Kierowca otrzymał mandat w wysokości 1 500 zł.\n"
        "W ubiegłym roku projekt kosztował 55 000 zł.\n"
        "Wynagrodzenie zasadnicze: 4 900 zł brutto."
    )
    assert amounts(text) == []


def test_fees_and_rates() -> None:
    text = (
        "Koszt udziału w półkoloniach to 180 zł.\n"
        "Uczestnik stażu otrzyma stypendium 1 700 zł miesięcznie.\n"
        "Bony po 250 zł na osobę."
    )
    assert amounts(text) == [("fee", "180.00"), ("per_unit", "1700.00"), ("per_unit", "250.00")]


def test_rounded_sum_beside_the_exact_one() -> None:
    text = "Budżet projektu przekracza 1,4 mln zł (dokładnie: 1 412 600,10 zł)."
    assert amounts(text) == [("total", "1412600.10")]


def test_table_whose_head_names_the_currency() -> None:
    text = (
        "Źródło | Kwota (zł)\nUnia Europejska | 510 000,00\nbudżet państwa | 60 000,00\n"
        "wkład własny | 30 000,00\nRAZEM | 600 000,00"
    )
    assert amounts(text, rows=True) == [
        ("eu", "510000.00"),
        ("state", "60000.00"),
        ("own", "30000.00"),
        ("total", "600000.00"),
    ]


def test_years_of_a_table_are_parts_of_the_sum() -> None:
    text = (
        "Źródło | 2024 (zł) | 2025 (zł) | Razem (zł)\n"
        "budżet gminy | 120 000 | 130 000 | 250 000\n"
        "OGÓŁEM | 120 000 | 130 000 | 250 000"
    )
    assert amounts(text, rows=True) == [("own", "250000.00"), ("total", "250000.00")]


SENTENCES = Path(__file__).with_name("money_sentences.tsv")


def sentences() -> list[tuple[str, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [(text, wanted) for text, wanted in lines]


@pytest.mark.parametrize(("text", "wanted"), sentences())
def test_sums_of_running_text_get_their_roles(text: str, wanted: str) -> None:
    found = sorted((role, Decimal(value)) for role, value in amounts(text))
    assert "; ".join(f"{role} {value:.2f}" for role, value in found) == wanted


def test_sums_in_remarks_and_other_news_are_no_amounts() -> None:
    assert amounts("Budżet projektu wynosi 86 000 zł. Przy okazji: wpisowe na bieg uliczny to 30 zł.") == [
        ("total", "86000.00")
    ]
    assert amounts("Ogłoszenia drobne: sprzedam rower, 300 zł, opiekunka 25 zł za godzinę.") == []


def test_parts_of_a_whole_get_the_roles_that_fit_each_other() -> None:
    text = "Budżet wynosi 92 000 zł: 73 600 zł otrzymaliśmy od wojewody, 18 400 zł dokłada gmina."
    assert ("own", "18400.00") in amounts(text)
    assert ("total", "92000.00") in amounts(text)


def test_sums_of_years_are_no_totals_of_their_own() -> None:
    text = "Łącznie planuje się 300 000 zł: w 2026 r. – 140 000 zł, w 2027 r. – 160 000 zł."
    assert amounts(text) == [("total", "300000.00")]


def test_row_label_names_money_without_a_currency() -> None:
    rows = "budżet ogółem | 318.400,00\nz tego EFS | 270.640,00\nśrodki miasta | 47.760,00"
    assert amounts(rows, rows=True) == [("total", "318400.00"), ("eu", "270640.00"), ("own", "47760.00")]


def test_money_of_the_town_alone_is_the_total() -> None:
    assert amounts("Gmina wyłoży na program 74 tys. zł.") == [("total", "74000.00")]


def test_sums_of_table_rows_are_not_taken_for_shares() -> None:
    table = (
        "Źródło | 2024 | 2025 | Razem\nBudżet miasta | 90 000 zł | 100 000 zł | 190 000 zł\n"
        "Dotacje z budżetu państwa | 30 000 zł | 30 000 zł | 60 000 zł\nOgółem | 120 000 zł | 130 000 zł | 250 000 zł"
    )
    assert ("own", "120000.00") not in amounts(table, rows=True)
    assert ("total", "250000.00") in amounts(table, rows=True)


def test_heads_of_columns_tell_the_role_in_a_list_of_tasks() -> None:
    text = (
        "Lp. | Oferent | Zadanie | Kwota wnioskowana | Koszt całkowity | Przyznana dotacja\n"
        "1 | Fundacja „Brzeg” | dzienny dom dla osób bez dachu nad głową | 80 500,00 | 97 300,00 | 64 000,00"
    )
    assert amounts(text, rows=True) == [("total", "97300.00"), ("grant", "64000.00")]


def test_heads_of_rows_tell_the_role_where_programmes_are_columns() -> None:
    text = (
        "Nazwa | Klub „Bocian” | Mieszkania z opieką\n"
        "Dofinansowanie | 45 600,00 zł | 730 200,00 zł\n"
        "Wkład gminy | 11 400,00 zł | 81 133,00 zł"
    )
    assert amounts(text, rows=True) == [
        ("grant", "45600.00"),
        ("grant", "730200.00"),
        ("own", "11400.00"),
        ("own", "81133.00"),
    ]


def test_of_columns_of_years_the_last_one_holds() -> None:
    text = (
        "Źródło | Rok 2011 | Rok 2012\n"
        "dotacja rozwojowa | 71.300,50 | 88.400,00\n"
        "wkład własny | 8.900,00 | 10.400,00\n"
        "razem | 80.200,50 | 98.800,00"
    )
    assert amounts(text, rows=True) == [("grant", "88400.00"), ("own", "10400.00"), ("total", "98800.00")]


def test_what_stands_behind_the_sums_of_a_sentence_tells_their_roles() -> None:
    text = "Całość kosztuje 61 tys. zł. 42 tys. zł dał Wojewoda Pomorski, 19 tys. zł dokłada samo stowarzyszenie."
    assert amounts(text) == [("total", "61000.00"), ("grant", "42000.00"), ("own", "19000.00")]


def test_an_unlabelled_sum_that_completes_the_subsidy_is_the_own_contribution() -> None:
    text = "Wydatki kwalifikowalne: 934 210,60 zł. Dofinansowanie: 887 500,07 zł.\n46 710,53 zł"
    assert ("own", "46710.53") in amounts(text)


def test_a_number_behind_a_payers_verb_is_money_where_a_sum_names_the_currency() -> None:
    assert values("Wojewoda dał 60 000 zł, powiat dokłada 15 000.") == [("60000.00", "PLN"), ("15000.00", "PLN")]
    assert values("Mamy 80 000 zł, a resztę - 20 tys. - wyłoży gmina.") == [("80000.00", "PLN"), ("20000.00", "PLN")]


def test_a_split_behind_a_sum_does_not_tell_its_role() -> None:
    text = "Program regionalny pokrywa 90 procent, czyli 360 000 zł - z tego Europejski Fundusz Społeczny 340 000 zł."
    assert amounts(text) == [("grant", "360000.00"), ("eu", "340000.00")]


def test_the_line_above_a_list_tells_the_role_of_its_sums() -> None:
    lines = [
        "Wysokość dofinansowania dla jednej osoby:",
        "znaczny stopień – 1.700,00 zł",
        "lekki stopień – 1.200,00 zł",
    ]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    kinds = [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM]
    blocks = tuple(
        Block(start=start, end=start + len(line), kind=kind)
        for start, line, kind in zip(starts, lines, kinds, strict=True)
    )
    words = read_words(Document(id="d", source="d.html", media_type="text/html", text=text, blocks=blocks))
    assert [one.role for one in money.amounts(money.find(words))] == ["per_unit", "per_unit"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Koszt to 90 000 zł, w tym 78 000 zł z budżetu miasta i 12 000 zł ze zbiórki internetowej.", "other"),
        ("Budżet: 30 000 zł. Dodatkowo bank spółdzielczy podarował 12 000 zł na nagrody.", "other"),
        ("Rodzice wpłacają 40 zł wpisowego, resztę – 12 000 zł – pokrywa gmina.", "own"),
        ("Uczestnicy odbędą płatne staże (12 000 zł rocznie).", "per_unit"),
    ],
)
def test_whose_share_a_sum_is(text: str, wanted: str) -> None:
    assert (wanted, "12000.00") in amounts(text)


def test_one_sum_is_subsidy_and_total_where_the_text_equates_them() -> None:
    text = "Wartość dofinansowania = całkowita wartość: 61 200,00 zł."
    assert {role for role, _ in amounts(text)} == {"grant", "total"}


def test_the_row_that_sums_up_a_table_of_offers_stands_under_the_heads_at_its_right() -> None:
    text = (
        "Lp. | Oferent | Tytuł | Wnioskowana kwota (zł) | Przyznana dotacja (zł)\n"
        "1 | Bractwo Kuźnia | Zupa na rynku | 26 000,00 | 17 500,00\n"
        "2 | Hufiec Wda | Biwak | 11 000,00 | 8 000,00\n"
        "Razem | 37 000,00 | 25 500,00"
    )
    found = amounts(text, rows=True)
    assert ("total", "25500.00") in found
    assert not [one for one in found if one[1] == "37000.00"]


def test_a_column_of_sums_to_the_grosz_is_money_whatever_its_head() -> None:
    text = (
        "osoby w domu | wysokość dodatku | przy piecu na węgiel\n"
        "1 | 205,40 | 257,10\n"
        "2-3 | 318,60 | 398,25\n"
        "4 i więcej | 451,00 | 563,75"
    )
    found = amounts(text, rows=True)
    assert [value for _, value in found] == ["205.40", "257.10", "318.60", "398.25", "451.00", "563.75"]
    assert {role for role, _ in found} == {"per_unit"}


def test_the_highest_sums_of_a_table_are_rates() -> None:
    text = "Obszar | Na co | Najwyższa kwota\nA | przeróbka auta | 17 000 zł\nB | skuter | 8 200 zł"
    assert {role for role, _ in amounts(text, rows=True)} == {"per_unit"}


def test_an_exact_sum_replaces_the_round_one_before_it() -> None:
    text = "Gmina Trzcianka pozyskała na to niespełna 43 tysiące euro (dokładnie 42 780 EUR)."
    assert amounts(text) == [("grant", "42780.00")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Wartość dofinansowania 1 200 000\nProgram „Klub”", "grant"),
        ("Program „Klub”\nWartość całkowita zadania 1 200 000", "total"),
        ("Wartość dofinansowania z programu: 1 200 000.\nOkres realizacji: 2024", "grant"),
        ("Dofinansowanie:\n1 200 000,00", "grant"),
    ],
)
def test_a_labelled_line_needs_no_currency(text: str, role: str) -> None:
    assert amounts(text) == [(role, "1200000.00")]


@pytest.mark.parametrize(
    "text",
    [
        "Dofinansowania udzielono na konto projektu o numerze 1 200 000",
        "Numer konta 1 200 000",
        "Wartość projektu w euro 1 200 000",
        "Dofinansowanie w euro: 1 200 000",
    ],
)
def test_a_line_that_is_no_label_is_no_money(text: str) -> None:
    assert amounts(text) == []
