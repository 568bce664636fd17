"""Whether somebody seems to be writing in a file at this moment."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def fresh_for(file: Path, seconds: float) -> float:
    """For how many seconds more a file that changed less than `seconds` ago is to be left alone; 0.0 for none."""
    try:
        age = time.time() - file.stat().st_mtime
    except OSError:
        return 0.0
    return max(0.0, seconds - age) if age >= 0 else 0.0
