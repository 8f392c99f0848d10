"""Tables of weights by role: what they say of marks, and what is said of a table that is no such table."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.components.money_roles import ROLES, load_weights
from extract.errors import RuleError
from extract.role_weights import RoleWeights

MARKS = sorted(load_weights().weights)


@given(st.lists(st.sampled_from(MARKS), unique=True, max_size=12))
def test_logarithms_and_shares_agree_whatever_the_order(marks: list[str]) -> None:
    table = load_weights()
    assert table.log_shares(marks) == table.log_shares(reversed(marks))
    for share, log in zip(table.shares(marks), table.log_shares(marks), strict=True):
        assert math.isclose(share, math.exp(log), rel_tol=1e-9)


def test_a_mark_without_weights_says_nothing() -> None:
    assert load_weights().shares([*MARKS[:5], "no such mark"]) == load_weights().shares(MARKS[:5])


def test_logarithms_stay_finite_where_shares_vanish() -> None:
    table = RoleWeights(("one", "other"), {"sure": (2000.0, 0.0)})
    assert table.shares(["sure"]) == (1.0, 0.0)
    assert table.log_shares(["sure"]) == (0.0, -2000.0)


def test_a_table_of_other_roles_is_refused() -> None:
    with pytest.raises(RuleError, match="columns must be feature,one,other"):
        RoleWeights.load("money_weights.csv", ("one", "other"))


def test_a_table_that_is_not_there_is_refused_in_one_line() -> None:
    with pytest.raises(RuleError, match=r"^no_weights\.csv: fit it again, it cannot be read: .*$"):
        RoleWeights.load("no_weights.csv", ROLES)
