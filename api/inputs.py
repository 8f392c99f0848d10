"""What people give to be taken in."""


def is_address(text: str) -> bool:
    """True for what is to be fetched rather than opened."""
    return text.partition("://")[0].casefold() in {"http", "https"}
