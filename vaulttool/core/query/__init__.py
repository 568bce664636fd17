"""The query language of `find` and `list`: text -> a tree -> the notes that meet it, and their columns."""

from vaulttool.core.query.error import QueryError
from vaulttool.core.query.evaluate import evaluate
from vaulttool.core.query.listing import Listing, Record, Request, listing
from vaulttool.core.query.parser import parse_query
from vaulttool.core.query.tree import Query, free_words
from vaulttool.core.query.view import Columns, View
from vaulttool.core.query.vocabulary import Vocabulary, kind_of

__all__ = [
    "Columns",
    "Listing",
    "Query",
    "QueryError",
    "Record",
    "Request",
    "View",
    "Vocabulary",
    "evaluate",
    "free_words",
    "kind_of",
    "listing",
    "parse_query",
]
