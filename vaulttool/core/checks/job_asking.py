"""Words that ask for a job. An informational interview and the messages around it never do."""

from __future__ import annotations

import re
from functools import lru_cache

from vaulttool.core.pattern import pattern

_ASKING = pattern(
    r"""
    \b(?:are|is)\s+(?:you|they|any(?:one|body)|(?:your|the)\s+\w+|(?-i:[A-Z])\w+)\s+(?:currently\s+|still\s+|now\s+)?(?:hiring|recruiting)\b
  | \b(?:hire|employ|recruit)\s+me\b
  | \b(?:give|offer|find|get|land|arrange)\s+me\s+(?:a|an|the|some)\s+(?:\w+\s+)?
        (?:job|position|post|role|internship|work|interview)\b
  | \b(?:have|hear\s+of|know\s+of|know\s+about|there)\s+(?:be\s+)?(?:any|an?|some)\s+(?:\w+\s+)?
        (?:openings?\b(?!\s+line)|vacanc(?:y|ies)|jobs?\b(?!\s+(?:you|before))|positions?|internships?)
  | \b(?:openings?|vacanc(?:y|ies)|jobs?|positions?|internships?|roles?|work)\s+(?:here\s+|open\s+)?for\s+me\b
  | \bopen\s+(?:jobs?|positions?|posts?|internships?)\b
  | \b(?:jobs?|positions?|posts?|internships?)\s+(?:(?:are|is|currently|now)\s+)?(?:available|open|vacant)\b
  | \b(?:consider|recommend|refer)\s+me\s+(?:for|to)\b
  | \bput\s+in\s+a\s+(?:good\s+)?word\b
  | \b(?:pass|send|forward|hand|give|show)\w*\s+(?:you\s+|on\s+|along\s+|around\s+)?
        my\s+(?:cv|résumé|resume|application)\b
  | \blooking\s+for\s+(?:a|my\s+next|new)\s+(?:\w+\s+)?(?:job|position|role|internship|work)\b
  | \b(?:can|could|may|should|might)\s+i\s+(?:\w+\s+)?(?:apply|work\s+(?:here|for|with))\b
  | \b(?:what|how\s+much)\s+do\s+you\s+(?:earn|make)\b(?!\s+of)
  | \byour\s+(?:own\s+)?(?:salary|pay|wages?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=4096)
def job_asking(text: str) -> str:
    """The words of a text that ask for a job, for a CV to be passed on, or about their pay; `""` when none do."""
    found = _ASKING.search(text)
    return found[0] if found else ""
