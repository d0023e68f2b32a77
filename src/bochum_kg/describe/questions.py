"""The texts of the queries behind the pages, each read once."""

from functools import cache

from bochum_kg import queries

__all__ = ["question"]


@cache
def question(name: str) -> str:
    """Return the text of a query in ``queries/pages``.

    Raises:
        UnknownNameError: there is no such query.
    """
    return queries.read(f"pages/{name}").text
