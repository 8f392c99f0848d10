"""A decision that cannot be made, said to programs in English and to people in the language of their page."""

from api.phrased import PhrasedError
from api.texts import Texts


class WishError(PhrasedError):
    """What was asked for cannot be decided; the phrase `refused_<reason>` says why and what to do."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(f"refused_{reason}", **values)

    def said(self, t: Texts) -> str:
        """The reason in the language of a page, its fields and parts called as the page calls them."""
        named = {
            name: t(f"{name}_{value}") if f"{name}_{value}" in t.phrases else value
            for name, value in self.values.items()
        }
        return t(self.key, **named)
