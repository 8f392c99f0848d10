"""The store of snapshots, documents, mentions and merged programmes."""

from corpus.store.store import Store
from corpus.store.values import (
    Change,
    Coverage,
    Forgotten,
    KeptSnapshot,
    Link,
    Mention,
    MentionGroup,
    ProgrammeFilter,
    ProgrammePage,
    SourceHealth,
    Statistics,
    StoredCorrection,
    Validators,
    Version,
)

__all__ = [
    "Change",
    "Coverage",
    "Forgotten",
    "KeptSnapshot",
    "Link",
    "Mention",
    "MentionGroup",
    "ProgrammeFilter",
    "ProgrammePage",
    "SourceHealth",
    "Statistics",
    "Store",
    "StoredCorrection",
    "Validators",
    "Version",
]
