"""The seat of each county, from the likeness of its name to that of a town; exceptions are listed."""

from register import Terc

SEATS = {
    "0211": "Lubin", "0226": "Złotoryja", "0616": "Ryki", "1432": "Ożarów Mazowiecki", "1217": "Zakopane",
    "1801": "Ustrzyki Dolne", "0206": "Jelenia Góra", "1006": "Łódź", "2204": "Pruszcz Gdański",
    "2814": "Olsztyn",
}  # fmt: skip
"""Counties whose name does not show the seat, from the law on counties (Dz.U. 1998 poz. 652, as amended)."""


def seats(terc: Terc) -> dict[str, str]:
    """County code -> code of its seat; a seat outside the county is a city with county rights nearby."""
    found: dict[str, str] = {}
    for code, (name, city) in terc.counties.items():
        own = [gmina for gmina in terc.gminas if gmina.county == code and gmina.kind != "rural"]
        if city:
            found[code] = next(gmina.teryt for gmina in terc.gminas if gmina.county == code)
            continue
        cities = [gmina for gmina in terc.gminas if gmina.county[:2] == code[:2] and terc.counties[gmina.county][1]]
        if code in SEATS:
            found[code] = next(gmina.teryt for gmina in [*own, *cities] if gmina.name == SEATS[code])
            continue
        best = max([*own, *cities], key=lambda gmina: _likeness(name, gmina.name, gmina in own))
        found[code] = best.teryt
    return found


FOLD = str.maketrans("ąćęłńóśźż", "acelnoszz")


def _likeness(adjective: str, name: str, own: bool) -> tuple[int, int, bool, int]:
    plain = adjective.translate(FOLD)
    stem = name.replace(" ", "").replace("-", "").casefold().translate(FOLD)
    stem = stem[: max(len(stem) - 1, 3)]
    shared = 0
    while shared < min(len(plain), len(stem)) and plain[shared] == stem[shared]:
        shared += 1
    last = name.casefold().split()[-1].translate(FOLD)
    second = plain.split()[-1] == last or plain.replace("owski", "") == last
    return shared, int(second), own, -len(name)
