"""Fuzzing: every parser is given what nobody would write. `make fuzz` runs all of it for a while."""
