"""Adam (Kingma and Ba 2015, arXiv 1412.6980): descent with momentum and scaled steps, over all data at once."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
SETTLING = 0.7
"""From this part of the steps on they are small."""


def descend(
    start: Floats, slope_at: Callable[[Floats], Floats], *, steps: int, rate: float, settled: float, least: float
) -> Floats:
    """The weights reached from `start`: `rate` at first, `settled` for the last steps.

    `least` is added to the spread that a step is divided by.
    """
    weights = start.copy()
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        slope = slope_at(weights)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        pace = rate if step < SETTLING * steps else settled
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + least)
    return weights
