"""The ledger under it all: one case, one file."""
