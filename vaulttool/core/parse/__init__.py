"""The bytes of a note -> its facts and findings: `note.parse_note`. The other modules are its parts."""
