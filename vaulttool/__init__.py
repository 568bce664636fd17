"""vaulttool: whom to write to today, and why, from a folder of Markdown notes."""

__version__ = "0.1.0"
