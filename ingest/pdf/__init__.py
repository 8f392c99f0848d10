"""PDF bytes → Document."""

from ingest.pdf.reader import read_pdf

__all__ = ["read_pdf"]
