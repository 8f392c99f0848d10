"""Figures over the whole store are counted again where something changed, and not before."""

from itertools import count

import pytest

from api import lately
from api.lately import Lately


def test_a_figure_is_made_again_when_the_counter_moves() -> None:
    made, changes = count(1), [7]
    figure = Lately(lambda: next(made), lambda: changes[0])
    assert (figure(), figure()) == (1, 1)
    changes[0] = 8
    assert (figure(), figure()) == (2, 2)


def test_a_figure_is_made_again_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("api.lately.time.monotonic", lambda: now[0])
    made = count(1)
    figure = Lately(lambda: next(made), lambda: 7)
    assert figure() == 1
    now[0] += lately.FRESH - 1
    assert figure() == 1
    now[0] += 2
    assert figure() == 2


def test_an_error_is_not_kept() -> None:
    divisors = iter([0, 2])
    figure = Lately(lambda: 10 // next(divisors), lambda: 1)
    with pytest.raises(ZeroDivisionError):
        figure()
    assert figure() == 5
