"""The commands of the command line, a module each. A module imports nothing heavy before its command runs."""
