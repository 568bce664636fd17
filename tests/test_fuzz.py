"""The fuzz targets work: each holds for its seeds. The search itself is `make fuzz`."""

from __future__ import annotations

import pytest

from fuzz.seeds import SEEDS
from fuzz.targets import TARGETS
from tests.naughty import TEXTS


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_break_no_promise(name: str) -> None:
    """Each seed, each half of it, and the texts that have broken programs before."""
    check = TARGETS[name]
    for seed in SEEDS[name]:
        for data in (seed, seed[: len(seed) // 2], seed[len(seed) // 2 :], seed + seed):
            check(data)
    for text in TEXTS:
        check(text.encode("utf-8", "surrogatepass"))
