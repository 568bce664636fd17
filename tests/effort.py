"""How hard the laws are attacked: with a fifth of the examples, or with all (`--hypothesis-profile thorough`)."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import HealthCheck, settings

ALL = 100
FEWEST = 6
"""So many examples a law gets at least."""


def register_profiles() -> None:
    """The two profiles, of which the quick one is chosen; the clock ends no example."""
    settings.register_profile("thorough", max_examples=ALL, deadline=None)
    settings.register_profile("quick", max_examples=ALL // 5, deadline=None)
    settings.load_profile("quick")


def examples(many: int, *, allowed: Collection[HealthCheck] = (), steps: int = 50) -> settings:
    """Settings for a law that needs more or fewer examples than usual: `many` when thorough."""
    share = max(FEWEST, many * settings().max_examples // ALL)
    return settings(max_examples=share, suppress_health_check=allowed, stateful_step_count=steps)
