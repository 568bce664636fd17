"""The dashboard note: follow-ups -> lines -> sections -> Markdown between two markers; and its boxes -> ticks."""
