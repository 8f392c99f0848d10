"""The version of extraction, apart from the pipeline: knowing it must not cost loading spaCy."""

EXTRACTOR_VERSION = "5"
"""Raised with every change that alters results, so that stored documents are extracted again."""
