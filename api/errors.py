"""Errors of the api stage, and how every stage's errors look to people.

ApiError
├── NotFoundError     nothing is stored under the id, name or code that was asked for
├── BadRequestError   a parameter means nothing (an unknown code, a date that is none, a page out of bounds)
│   └── PhrasedError  the same, said in the language of a page, too (`api.phrased`)
├── ForbiddenError    writing over HTTP without the administrator's key
├── ThrottledError    too many wrong keys from one client
├── BusyError         another process is writing to the same data folder
└── PipelineError     a step that composes the stages cannot go on
"""


class ApiError(Exception):
    """Root of everything that the api stage raises on purpose; its message is one line that says what to do."""


class NotFoundError(ApiError):
    """Nothing is stored under what was asked for."""


class BadRequestError(ApiError):
    """A parameter that means nothing."""


class ForbiddenError(ApiError):
    """Writing without the administrator's key."""


class ThrottledError(ApiError):
    """Too many wrong keys from one client; `seconds` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many wrong administrator's keys; try again in {seconds} s")


class BusyError(ApiError):
    """Another process is writing to the same data folder."""


class PipelineError(ApiError):
    """A step that composes the stages cannot go on."""


def one_line(error: BaseException) -> str:
    """The message of an error as one line without control characters; its type's name where it has no message."""
    said = str(error)
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        said = f"{error.filename}: {error.strerror}"
    text = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return text or type(error).__name__
