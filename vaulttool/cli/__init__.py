"""The command line: a command parses, calls one function, prints and exits. Only here the clock is read."""
