"""The six analyses together. Pure: a book, a focus and a basis in, numbers out.

All look at the last twelve months of the book. A number that the records do not carry is None,
never 0, and the order of the rows is naught. Money is in 万元.
"""

from dataclasses import dataclass

from exercises.analysis.agents import Agent, agents
from exercises.analysis.book import Basis, Book, Focus
from exercises.analysis.conduct import Behaviour, Satisfaction, behaviour, satisfaction
from exercises.analysis.development import Development, development
from exercises.analysis.worth import OneToOne, Value, one_to_one, value


@dataclass(frozen=True)
class Results:
    """All six analyses of one focus."""

    development: Development
    value: Value
    behaviour: Behaviour
    agents: tuple[Agent, ...]
    satisfaction: Satisfaction
    one: OneToOne


def analyse(book: Book, focus: Focus, basis: Basis) -> Results:
    """All six at once."""
    return Results(
        development(book, focus, basis),
        value(book, focus, basis),
        behaviour(book, focus, basis),
        agents(book, focus, basis),
        satisfaction(book, focus, basis),
        one_to_one(book, focus, basis),
    )
