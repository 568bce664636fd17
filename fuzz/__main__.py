"""Run the fuzzer: `python -m fuzz [TARGET...] --seconds 30`. Each target runs in a process of its own.

An input that breaks a promise is kept in `build/fuzz/`, and makes the exit status 1; `python -m fuzz TARGET --input
FILE` runs it again. What a promise is stands in `fuzz.targets`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path("build/fuzz")


def main() -> int:
    """Run what was asked for; 1 when an input was found that breaks a promise."""
    from fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(prog="python -m fuzz", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=30, help="for each target")
    parser.add_argument("--input", type=Path, help="run one target with the bytes of this file")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    unknown = set(asked.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    chosen = asked.targets or list(TARGETS)
    if asked.input:
        TARGETS[chosen[0]](asked.input.read_bytes())
    elif asked.inside:
        _fuzz(chosen[0], asked.seconds)
    else:
        return int(bool([name for name in chosen if _child(name, asked.seconds)]))
    return 0


def _child(name: str, seconds: int) -> bool:
    """Whether an input was found; a fuzzer that dies, for whatever reason, has found one."""
    print(f"== {name}", flush=True)
    command = [sys.executable, "-m", "fuzz", name, "--inside", "--seconds", str(seconds)]
    return subprocess.run(command, check=False).returncode != 0


def _fuzz(name: str, seconds: int) -> None:
    try:
        import atheris
    except ImportError:
        sys.exit("fuzzing needs atheris: pip install 'vaulttool[fuzz]'")
    with atheris.instrument_imports(include=["vaulttool", "yaml", "frontmatter"], enable_loader_override=False):
        for module in [name for name in sys.modules if name.split(".")[0] in ("vaulttool", "yaml")]:
            del sys.modules[module]
        sys.modules.pop("fuzz.targets", None)
        from fuzz.seeds import SEEDS
        from fuzz.targets import TARGETS
    corpus = FOLDER / name
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [
        f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=1024", "-max_len=4096", "-print_final_stats=1",
        "-verbosity=0", f"-artifact_prefix={FOLDER}/{name}-", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
