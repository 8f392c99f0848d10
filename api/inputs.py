"""What people give to be taken in."""

import re
from collections.abc import Sequence

from api.errors import BadRequestError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(text: str) -> bool:
    """True for what is to be fetched rather than opened; fetching refuses all schemes but http(s)."""
    return _SCHEME.match(text) is not None


def is_web_address(text: str) -> bool:
    """True for an http(s) address."""
    return text.partition("://")[0].casefold() in {"http", "https"}


def named(inputs: Sequence[str]) -> Sequence[str]:
    """The inputs. Raises BadRequestError for an empty one: it would mean the working folder."""
    if not all(given.strip() for given in inputs):
        raise BadRequestError("an input is empty; give a path, an http(s) address or a source")
    return inputs
