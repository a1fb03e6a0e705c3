"""The paper as data: its symbols, its displays in paper order, and exact instances."""
