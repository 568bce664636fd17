"""One writer at a time in a folder, among processes of this tool. Leaves no file behind."""

from __future__ import annotations

import os

from vaulttool.errors import WriteRefused

_WAIT = 10.0
_STEP = 0.01

TYPE_CHECKING = False
if TYPE_CHECKING:
    from vaulttool.vault.place import Place


def take_turn(place: Place) -> None:
    """Wait for other writers of the folder, at most ten seconds; held until the folder is closed.

    Where folders cannot be locked (Windows, some network file systems), the comparison before the rename stands alone.
    """
    if place.handle is None or os.name != "posix":
        return
    import fcntl
    import time

    end = time.monotonic() + _WAIT
    while True:
        try:
            fcntl.flock(place.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise WriteRefused("another program keeps this folder locked", "end it, then try again") from None
            time.sleep(_STEP)
        except OSError:
            return
        else:
            return
