"""Notes that were there before: what they are like -> settings under which they are read. No note is changed."""

from vaulttool.core.adopt.propose import Proposal, Sketch, Suggestion, propose
from vaulttool.core.adopt.settings_text import proposed_lines, settings_text

__all__ = ["Proposal", "Sketch", "Suggestion", "propose", "proposed_lines", "settings_text"]
