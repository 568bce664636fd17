"""All rows of the table, in its order."""

from __future__ import annotations

from benchmarks import daily, growth, watching

ROWS = (*daily.ROWS, *growth.ROWS, *watching.ROWS)
