"""An error said to programs in English and to people in the language of their page."""

from api.errors import BadRequestError
from api.texts import Texts, texts


class PhrasedError(BadRequestError):
    """A parameter that means nothing; the phrase `key` says why and what to do, its places filled with `values`."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(texts("en")(key, **values))

    def said(self, t: Texts) -> str:
        """The reason in the language of a page."""
        return t(self.key, **self.values)
