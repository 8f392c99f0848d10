"""A stretch of a page read as a page of its own: sums and numbers of people are weighed beside those of the stretch."""

from extract.components import money, participants
from extract.facts import Facts
from extract.words import Words


def reread(words: Words, facts: Facts, start: int, end: int) -> tuple[Words, Facts]:
    """The words of the blocks that begin within the characters `start:end`, and what is found in them."""
    own = words.window(start, end)
    told = facts.window(words, start, end)
    told.money = money.find(own) if told.money else []
    told.participants = participants.find(own) if told.participants else []
    return own, told
