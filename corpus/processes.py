"""Processes that work for another one."""

import ctypes
import signal
import sys

_PARENT_DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""


def die_with_parent() -> None:
    """Linux: end this process when its parent is killed; it would wait for work for ever."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
