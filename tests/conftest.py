"""How every run is set up, so that it waits for nothing that no test is about: a disk, a compiler, garbage."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.effort import register_profiles

MEMORY = Path("/dev/shm")
ENOUGH = 2 << 30
"""Bytes free in memory: a run leaves some hundred million, and big vaults come and go."""
SELDOM = 50_000
"""After so many new objects more than were given up garbage is looked for; usual are 700."""


def pytest_configure() -> None:
    """Before anything is collected, in each worker."""
    register_profiles()
    gc.set_threshold(SELDOM)
    _keep_byte_code()
    if "TMPDIR" not in os.environ and _has_room(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: no search for garbage looks at it again."""
    gc.collect()
    gc.freeze()


def _keep_byte_code() -> None:
    """Else each worker and each tool that a test starts compiles every module once more."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _has_room(folder: Path) -> bool:
    """Whether temporary files can lie there: flushing them to a disk takes longer than what is tested."""
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ENOUGH
