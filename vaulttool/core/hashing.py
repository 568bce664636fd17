"""The hash of the standard library without the TLS library, which `hashlib` loads beside it and we have no use for."""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
