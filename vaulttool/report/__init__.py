"""Results -> text for people, JSON for programs. Nothing is decided here."""
