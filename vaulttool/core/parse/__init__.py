"""The bytes of a note -> its facts and findings. Import from here; the modules below are its parts."""

from vaulttool.core.parse.framing import Frame, split
from vaulttool.core.parse.note import Parsed, parse_note

__all__ = ["Frame", "Parsed", "parse_note", "split"]
