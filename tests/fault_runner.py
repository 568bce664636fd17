"""A process that has loaded the tool and forks a child for each command line: the child makes file calls of its own
work only, so the n-th call is the same call every time, and a run costs no start of Python. Nor need a child be allowed
to read Python's own files.

Run as `python -m tests.fault_runner`. Each line of its input is a JSON object: `args`, `out` (a file for what is
printed), `wait` (whether the child holds still until the next line of input), `user` (whose rights it has, a number;
null: ours), `limits` (name in `resource` -> the most that it may use). It answers with a line of JSON: the child's pid
if it waits, then its exit status, below zero for a signal.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import select
import sys
from typing import Any

from vaulttool.cli.command_line import run

PR_SET_PTRACER = 0x59616D61


def main() -> None:
    """Answer until the input ends. The arguments are command lines in JSON, run once here, so that all is loaded."""
    quiet = os.open(os.devnull, os.O_RDWR)
    answers = os.fdopen(os.dup(1), "w")
    for number in (1, 2):
        os.dup2(quiet, number)
    for line in sys.argv[1:]:
        run(json.loads(line))
    print("ready", file=answers, flush=True)
    while line := sys.stdin.readline():
        print(json.dumps(_forked(json.loads(line), answers)), file=answers, flush=True)


def _forked(job: dict[str, Any], answers: Any) -> int:
    wait, go = os.pipe()
    hears, ready = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(go)
        os.close(hears)
        _child(job, wait, ready)
    os.close(wait)
    os.close(ready)
    os.read(hears, 1)
    os.close(hears)
    if job["wait"]:
        print(json.dumps(pid), file=answers, flush=True)
        sys.stdin.readline()
    os.close(go)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _child(job: dict[str, Any], wait: int, ready: int) -> None:
    """Run one command line, and end without what Python does at its end. Waits by a call that is none of files."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    out = os.open(job["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(ready)
    select.select([wait], [], [])
    for name, most in job["limits"].items():
        kind = getattr(resource, f"RLIMIT_{name}")
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
    if job["user"] is not None:
        os.setgroups([])
        os.setgid(job["user"])
        os.setuid(job["user"])
    status = 99
    try:
        status = run(job["args"])
        sys.stderr.flush()
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
