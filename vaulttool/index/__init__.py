"""The index: what is known of the notes, in SQLite, outside the vault. The only code that knows SQL."""

from vaulttool.index.store import Index

__all__ = ["Index"]
