"""The YAML files and word lists beside the code."""

from importlib.resources import files
from typing import Any

import yaml

from search.errors import SearchDataError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def names_in(folder: str) -> list[str]:
    """The files of a folder of `search/data`, in alphabetical order, as `read_data` takes them."""
    return sorted(f"{folder}/{found.name}" for found in (files("search") / "data" / folder).iterdir())


def read_data(name: str) -> dict[str, Any]:
    """A file of `search/data`. Raises SearchDataError where it is missing or no YAML."""
    try:
        text = (files("search") / "data" / name).read_text("utf-8")
        raw: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader, in C where there is one
    except (OSError, yaml.YAMLError) as error:
        raise SearchDataError(f"{name} is damaged, reinstall the package: {error}".replace("\n", " ")) from error
    return raw


def read_pairs(name: str) -> list[tuple[str, list[str]]]:
    """The lines of a word list: a wording, a tab, and what it stands for ("; " between).

    Raises SearchDataError where it is missing or damaged.
    """
    try:
        lines = (files("search") / "data" / name).read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        return [(said, meant.split("; ")) for said, meant in rows]
    except (OSError, ValueError) as error:
        raise SearchDataError(f"{name} is damaged, reinstall the package: {error}".replace("\n", " ")) from error
