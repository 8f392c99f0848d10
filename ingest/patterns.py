"""The regular expressions of `data/lines.yaml`, compiled once."""

import re
from functools import cache
from importlib.resources import files

import yaml

from ingest.errors import IngestError


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One expression that matches any of those under a name. Raises IngestError where the data file is damaged."""
    try:
        data = yaml.load((files("ingest") / "data" / "lines.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
        return re.compile("|".join(f"(?:{one})" for one in data[name]), re.IGNORECASE)
    except (OSError, yaml.YAMLError, KeyError, TypeError, re.error) as error:
        raise IngestError(f"data/lines.yaml of ingest is damaged: {error}".replace("\n", " ")) from error
