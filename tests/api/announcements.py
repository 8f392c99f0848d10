"""A few announcements of our own, as towns put them on the web; everything in them is made up."""

from pathlib import Path

GRUDZIADZ = """<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8">
<title>Bezpieczna przystań - MOPR Grudziądz</title>
<meta property="article:published_time" content="2023-02-14T09:00:00+01:00">
<link rel="canonical" href="https://mopr-grudziadz.example.pl/bezpieczna-przystan/"></head><body>
<nav><a href="/">Start</a> <a href="/aktualnosci">Aktualności</a></nav>
<main><h1>Ruszył projekt „Bezpieczna przystań”</h1>
<p>Miejski Ośrodek Pomocy Rodzinie w Grudziądzu realizuje projekt „Bezpieczna przystań”, skierowany do rodzin
zastępczych z terenu miasta. Okres realizacji: od 1 marca 2023 r. do 31 grudnia 2024 r.</p>
<p>Całkowita wartość projektu: 480 000,00 zł, w tym dofinansowanie z Europejskiego Funduszu Społecznego Plus:
408 000,00 zł.</p>
<h2>Co oferujemy</h2><ul><li>warsztaty umiejętności wychowawczych</li><li>poradnictwo psychologiczne i prawne</li>
<li>grupę wsparcia dla opiekunów zastępczych</li></ul>
<p>Partnerem projektu jest Fundacja „Blisko Domu”. Wsparciem objętych zostanie 60 osób.</p></main>
<footer>MOPR w Grudziądzu, ul. Przykładowa 1</footer></body></html>"""

NYSA = """<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Złota jesień w Nysie</title>
<meta property="article:published_time" content="2024-01-10T09:00:00+01:00">
<link rel="canonical" href="https://ops-nysa.example.pl/zlota-jesien/"></head><body><article>
<h1>Program „Złota jesień” dla seniorów</h1>
<p>Gmina Nysa otrzymała dofinansowanie w wysokości 150 000,00 zł z budżetu państwa na program „Złota jesień”.
Program potrwa od stycznia 2024 do grudnia 2024.</p>
<p>Z zajęć skorzysta 40 seniorów. Przewidziano zajęcia sportowe, wycieczki do teatru oraz spotkania
w klubie seniora.</p>
<p>Realizatorem jest Ośrodek Pomocy Społecznej w Nysie.</p></article></body></html>"""

SIERADZ = """Nabór do programu „Asystent na co dzień” – edycja 2024

Miejski Ośrodek Pomocy Społecznej w Sieradzu ogłasza nabór uczestników do programu „Asystent na co dzień” – edycja 2024.
Program jest adresowany do osób z niepełnosprawnościami ze znacznym stopniem niepełnosprawności.
W ramach programu oferowane są usługi asystencji osobistej.
Program finansowany jest z Funduszu Solidarnościowego. Kwota dofinansowania: 212 340,00 zł.
Termin realizacji: od 1 lutego 2024 r. do 31 grudnia 2024 r.
"""

MIELEC = """Wspólny dach – projekt dla osób w kryzysie bezdomności

Gmina Miejska Mielec realizuje projekt „Wspólny dach”, którego odbiorcami są osoby w kryzysie bezdomności.
W ramach projektu powstaną mieszkania treningowe, a uczestnicy otrzymają pomoc doradcy zawodowego.
Okres realizacji projektu: 2022-2023.
Wartość projektu: 1 200 000,00 zł. Projekt współfinansowany z Europejskiego Funduszu Społecznego.
"""

ROADS = """Remont ulicy Słonecznej

Od poniedziałku zamknięty będzie odcinek ulicy Słonecznej. Prosimy kierowców o wybór objazdu przez ulicę Polną.
Prace potrwają dwa tygodnie. Za utrudnienia przepraszamy.
"""

FILES = {
    "grudziadz.html": GRUDZIADZ,
    "nysa.html": NYSA,
    "sieradz.txt": SIERADZ,
    "mielec.txt": MIELEC,
    "drogi.txt": ROADS,
}


def write_files(folder: Path) -> Path:
    """The announcements as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
