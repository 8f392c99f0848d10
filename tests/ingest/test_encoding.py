"""Encodings by evidence."""

import pytest

from ingest.encoding import declared_in, decode
from tests.ingest.reading import document, page

TEXT = "Żłobek „Pszczółka” przyjął już pięćdziesięcioro dzieci; źródłem środków są dotacje gminy Świącie. "


@pytest.mark.parametrize("declared", ["utf-8", "windows-1250", "iso-8859-2", None, "bzdura"])
@pytest.mark.parametrize("true", ["utf-8", "cp1250", "utf-16", "utf-8-sig"])
def test_what_the_bytes_say_counts(true: str, declared: str | None) -> None:
    assert decode((TEXT * 3).encode(true), (declared,)) == TEXT * 3


def test_iso_8859_2_is_told_from_cp1250() -> None:
    plain = TEXT.replace("„", '"').replace("”", '"')
    for true in ("iso-8859-2", "cp1250"):
        assert decode((plain * 3).encode(true), ("utf-8",)) == plain * 3


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp1250"])
def test_utf8_shown_as_a_single_byte_encoding_is_repaired(wrong: str) -> None:
    twice = "społeczna pomoc dla ludności gminy Łęg, więcej środków, żółć".encode().decode(wrong, "ignore")
    assert "społeczna pomoc dla ludności" in decode((twice * 2).encode(), ())


def test_polish_letters_shown_as_western_are_repaired() -> None:
    shown = "Oœrodek Pomocy Spo³ecznej w £odygowicach zaprasza: zajêcia, æwiczenia, ¿ywnoœæ dla mieszkañców, pi¹tek"
    fixed = decode(shown.encode(), ())
    assert fixed.startswith("Ośrodek Pomocy Społecznej w Łodygowicach zaprasza: zajęcia")
    assert "piątek" in fixed


def test_utf8_shown_as_chinese_is_repaired() -> None:
    assert "małopolskie" in decode("województwo ma艂opolskie, gmina".encode(), ())


def test_german_and_ukrainian_stay_as_they_are() -> None:
    for text in (
        "Die Gemeinde grüßt: Ärzte, Öffnungszeiten, Fußgänger",
        "Для громадян України: безкоштовні курси",
        "5 m³, ±2°C",
    ):
        assert decode(text.encode(), ()) == text


def test_one_broken_byte_does_not_change_the_rest() -> None:
    body = (TEXT * 5).encode()
    assert decode(body[:150] + b"\xb9" + body[150:], ()).count("Żłobek") == 5


def test_a_page_that_lies_about_its_encoding() -> None:
    lying = page(f"<main><h1>Świetlica</h1><p>{TEXT * 3}</p></main>").encode("cp1250", "replace")
    assert TEXT.strip() in document(lying).text


def test_declared_encoding_is_found() -> None:
    assert declared_in(b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">') == "iso-8859-2"
    assert declared_in(b"<?xml version='1.0' encoding='windows-1250'?>") == "windows-1250"
    assert declared_in(b"<html>") is None


def test_a_page_in_another_language_keeps_its_letters() -> None:
    german = "Die Städtepartnerschaft fördert Familien: für Mütter, Väter und Söhne – größte Begegnung seit Jahren."
    assert decode(german.encode("cp1252"), ("iso-8859-1",)).replace("\x96", "–") == german
    assert decode(german.encode("cp1252"), ("windows-1252",)) == german
