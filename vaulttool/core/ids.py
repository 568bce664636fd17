"""Short ids for lines of the dashboard: the same parts, the same id, on any machine."""

from __future__ import annotations

from vaulttool.core.hashing import blake2b
from vaulttool.core.values import fold

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def identify(*parts: str) -> str:
    """Eight letters and digits that name one cycle of one follow-up, or one line; case does not matter."""
    digest = blake2b("\x1f".join(map(fold, parts)).encode("utf-8", "surrogatepass"), digest_size=5).digest()
    number = int.from_bytes(digest, "big")
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -5, -5))
