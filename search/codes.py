"""Where the codes of the vocabulary stand in the table."""

from collections.abc import Mapping
from functools import cache

from corpus.vocabulary import Vocabulary


def code_columns(vocabulary: Vocabulary) -> Mapping[str, tuple[str, int]]:
    """For each code the field of `search.table.Table` that tells of it, and its column there."""
    return _columns(tuple(vocabulary.target_groups), tuple(vocabulary.activities), tuple(vocabulary.funds))


@cache
def _columns(
    groups: tuple[str, ...], activities: tuple[str, ...], funds: tuple[str, ...]
) -> Mapping[str, tuple[str, int]]:
    fields = (("groups", groups), ("activities", activities), ("funds", funds))
    return {code: (name, column) for name, codes in fields for column, code in enumerate(codes)}
