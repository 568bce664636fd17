"""Pure code: no clock, no files, no SQL, no terminal. Text and dates in, values out."""
