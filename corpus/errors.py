"""Errors of the corpus stage.

CorpusError
├── StoreError        the database cannot be opened, migrated, read or written
│   └── ForgottenError  what was forgotten is not taken in again
├── ArchiveError      the WARC archive cannot be read or written
├── RegisterError     the register of municipalities or the vocabulary is damaged
└── EvidenceError     a value whose evidence is not in its document
"""


class CorpusError(Exception):
    """Root of everything that the corpus stage raises on purpose; its message is one line that says what to do."""


class StoreError(CorpusError):
    """The database cannot be opened, migrated, read or written."""


class ForgottenError(StoreError):
    """The address or content was forgotten on request and is never taken in again."""


class ArchiveError(CorpusError):
    """The archive of fetched bytes cannot be read or written."""


class RegisterError(CorpusError):
    """A data file of the corpus (register, vocabulary) is damaged."""


class EvidenceError(CorpusError):
    """A value's evidence does not stand in the document at the place it names."""
