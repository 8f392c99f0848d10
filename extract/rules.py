"""Rule files of extraction: YAML beside this package, read once."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from extract.errors import RuleError


@cache
def load_rules(name: str) -> dict[str, Any]:
    """The content of `data/NAME.yaml`; it must not be changed.

    Raises RuleError where the file is missing or is not a mapping.
    """
    path = files("extract") / "data" / f"{name}.yaml"
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        rules = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - safe either way, C is ten times faster
    except (OSError, yaml.YAMLError) as error:
        raise RuleError(f"rules {name}.yaml cannot be read: {error}".replace("\n", " ")) from error
    if not isinstance(rules, dict):
        raise RuleError(f"rules {name}.yaml must be a mapping")
    return rules
