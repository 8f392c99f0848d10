"""Figures of towns are counted from programmes, and only from what stands for the whole."""

from decimal import Decimal

from api.comparison import town
from api.money import worth
from corpus.programmes import Activity, Amount, Evidence, Funding, Group, Period, Programme, Wording

BOTH = ("esf", "state_budget")
PROOF = {"evidence": Evidence(start=0, end=1, text="x"), "confidence": 0.9}


def amount(role: str, value: str, *, currency: str = "PLN", task: str | None = None, confidence: float = 0.9) -> Amount:
    return Amount(role=role, value=Decimal(value), currency=currency, task=task, **{**PROOF, "confidence": confidence})


def programme(
    name: str, *amounts: Amount, year: str | None = None, groups: tuple[str, ...] = (), funds: tuple[str, ...] = ()
) -> Programme:
    return Programme(
        id=name,
        documents=("d",),
        name=Wording(value=name, **PROOF),
        period=Period(start=year, **PROOF) if year else None,
        amounts=amounts,
        target_groups=tuple(Group(code=code, text=code, **PROOF) for code in groups),
        activities=(Activity(code="workshop", text="x", **PROOF), Activity(code="workshop", text="y", **PROOF)),
        funding=tuple(Funding(code=code, **PROOF) for code in funds),
    )


def test_the_total_stands_for_the_whole_and_else_the_grant() -> None:
    assert worth(programme("a", amount("grant", "80"), amount("total", "100"))) == amount("total", "100")
    assert worth(programme("a", amount("grant", "80"), amount("eu", "70"))) == amount("grant", "80")


def test_parts_rates_and_shares_do_not() -> None:
    assert worth(programme("a", amount("per_unit", "80"), amount("own", "5"), amount("eu", "70"))) is None
    assert worth(programme("a", amount("total", "80", task="Zadanie 1"))) is None


def test_of_several_totals_the_surest_counts() -> None:
    sure = amount("total", "120", confidence=0.95)
    assert worth(programme("a", amount("total", "100"), sure, amount("total", "9", currency="EUR"))) == sure


def test_a_town_is_the_sum_of_its_programmes() -> None:
    programmes = [
        programme(
            "a", amount("total", "100"), year="2023-05", groups=("seniors", "seniors"), funds=("esf", "state_budget")
        ),
        programme("b", amount("grant", "50.50"), year="2024", groups=("seniors", "children"), funds=BOTH[:1]),
        programme("c", amount("total", "10", currency="EUR")),
    ]
    figures = town("1607053", "Nysa", "opolskie", programmes)
    assert (figures.count, figures.worth.value, figures.worth.programmes) == (3, Decimal("150.50"), 2)
    assert [(one.code, one.count, one.programmes) for one in figures.target_groups] == [
        ("seniors", 2, ("a", "b")),
        ("children", 1, ("b",)),
    ]
    assert [(one.code, one.value) for one in figures.funds] == [
        ("esf", Decimal("150.50")),
        ("state_budget", Decimal(100)),
    ]
    assert [(one.code, one.programmes) for one in figures.years] == [("2023", ("a",)), ("2024", ("b",))]
    assert [(one.code, one.count) for one in figures.activities] == [("workshop", 3)]


def test_a_town_without_programmes_has_no_figures() -> None:
    figures = town("1607053", "Nysa", "opolskie", [])
    assert (figures.count, figures.worth.value, figures.target_groups) == (0, 0, ())
