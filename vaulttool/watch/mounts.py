"""Whether a folder lies on a share that other machines change unseen. The system's table of mounts is read here."""

from __future__ import annotations

import os
import re
from pathlib import Path

_TABLE = Path("/proc/self/mountinfo")
_REMOTE = frozenset({
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs",
    "fuse.sshfs", "fuse.vmhgfs-fuse", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
})  # fmt: skip


def remote_kind(folder: Path, table: str | None = None) -> str:
    """The kind of the folder's file system when it is a share (`nfs4`, `cifs`, ...), else `""`.

    `table` is the text of Linux's `/proc/self/mountinfo`; without one it is read, and where there is none nothing is
    known.
    """
    if table is None:
        try:
            table = _TABLE.read_text("utf-8", "surrogateescape")
        except OSError:
            return ""
    kind = _kind(os.path.realpath(folder), table)
    return kind if kind in _REMOTE else ""


def _kind(real: str, table: str) -> str:
    """The file system of the longest mount point that holds the folder; of equal ones the last hides the others."""
    length, found = -1, ""
    for line in table.splitlines():
        head, _, tail = line.partition(" - ")
        fields = head.split(" ")
        if len(fields) < 5 or not tail:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
        if f"{real}/".startswith(point.rstrip("/") + "/") and len(point) >= length:
            length, found = len(point), tail.split(" ")[0]
    return found
