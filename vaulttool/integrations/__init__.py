"""What other programs ask of us: git, editors, assistants. What the notes say is read in `core`."""
