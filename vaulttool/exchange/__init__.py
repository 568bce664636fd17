"""Outside formats <-> notes: calendars, address books, tables. Files of the vault are not touched here."""
