"""Errors of the search stage.

SearchError
├── IndexMissingError     nothing was indexed yet
├── IndexDamagedError     the index cannot be read; it can always be rebuilt from the store
├── IndexBusyError        another process is writing the index
├── IndexProcessError     a process that helped to write the index was ended from outside
├── EngineError           Qdrant (Edge or server) refused or cannot be reached
├── EncoderError          the embedding model cannot be loaded or fits the index badly
├── FilterError           a filter has no meaning: an unknown code, a date or a sum that is none
└── SearchDataError       a data file of this stage (thesaurus, word lists, models) is damaged
"""


class SearchError(Exception):
    """Root of everything that the search stage raises on purpose; its message is one line that says what to do."""


class IndexMissingError(SearchError):
    """Nothing was indexed yet."""


class IndexDamagedError(SearchError):
    """The index cannot be read; it can always be rebuilt from the store."""


class IndexBusyError(SearchError):
    """Another process is writing the index."""


class IndexProcessError(SearchError):
    """A process that helped to write the index was ended from outside."""


class EngineError(SearchError):
    """Qdrant (Edge or server) refused or cannot be reached."""


class EncoderError(SearchError):
    """The embedding model cannot be loaded, or does not fit the index."""


class FilterError(SearchError):
    """A filter has no meaning: an unknown code, a date or a sum that is none."""


class SearchDataError(SearchError):
    """A data file of this stage (thesaurus, word lists, models) is damaged."""
