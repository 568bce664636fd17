"""The report: a day of a vault as one web page that loads nothing and runs nothing. Numbers come from the core."""

from vaulttool.report.html.document import MARKER, page
from vaulttool.report.html.record import overview_record

__all__ = ["MARKER", "overview_record", "page"]
