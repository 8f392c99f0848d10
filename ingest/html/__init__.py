"""HTML bytes → Document."""

from ingest.html.reader import read_html

__all__ = ["read_html"]
