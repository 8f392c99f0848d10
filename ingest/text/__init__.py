"""Text and Markdown bytes → Document."""

from ingest.text.reader import read_text

__all__ = ["read_text"]
