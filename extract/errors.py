"""Errors of the extraction stage.

ExtractError
├── RuleError        a data file of rules is damaged
└── EvaluationError  gold or predicted records cannot be compared
"""


class ExtractError(Exception):
    """Root of everything that extraction raises on purpose; its message is one line that says what to do."""


class RuleError(ExtractError):
    """A data file of rules is damaged or refers to a code that the vocabulary lacks."""


class EvaluationError(ExtractError):
    """Gold or predicted records cannot be compared."""
