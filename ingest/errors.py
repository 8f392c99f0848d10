"""Errors of the ingest stage.

IngestError
├── UnreadableError     these bytes give no document
│   ├── EmptyFile       nothing in it
│   ├── WrongType       neither HTML nor PDF nor text
│   ├── Encrypted       a PDF that asks for a password
│   ├── Truncated       cut off or damaged beyond reading
│   ├── TooLarge        more bytes, pages or memory than allowed
│   ├── TooSlow         reading took longer than allowed
│   ├── NoText          read, but no text in it
│   └── ReaderCrashed   the process that read it died
├── FileFailure         a path that cannot be opened
└── FetchError          an address gave no snapshot
    ├── Refused         not a public address, not http(s), or forbidden by robots.txt
    ├── NotFound        the server answered 4xx
    └── Unreachable     no answer, a broken one, 5xx, or too many redirects
"""

# ruff: noqa: N818 - the names say what happened; "Error" after each would say it again


class IngestError(Exception):
    """Root of everything that the ingest stage raises on purpose; its message is one line that says what to do."""


class UnreadableError(IngestError):
    """These bytes give no document."""


class EmptyFile(UnreadableError):
    """There is nothing in the file."""


class WrongType(UnreadableError):
    """The content is neither HTML nor PDF nor text."""


class Encrypted(UnreadableError):
    """The PDF asks for a password."""


class Truncated(UnreadableError):
    """The file is cut off or damaged beyond reading."""


class TooLarge(UnreadableError):
    """The file has more bytes or pages, or needs more memory, than the settings allow."""


class TooSlow(UnreadableError):
    """Reading took longer than the settings allow."""


class NoText(UnreadableError):
    """The file was read, but there is no text in it."""


class ReaderCrashed(UnreadableError):
    """The process that read the file died."""


class FileFailure(IngestError):
    """A path that does not exist or cannot be opened."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


class FetchError(IngestError):
    """An address gave no snapshot."""


class Refused(FetchError):
    """The address is not public, not http(s), or closed to us by robots.txt."""


class NotFound(FetchError):
    """The server answered with a status of 400 to 499."""


class Unreachable(FetchError):
    """No answer, a broken one, a status of 500 or more, or too many redirects."""
