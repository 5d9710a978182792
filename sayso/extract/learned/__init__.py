"""Attributions found by a small trained model; the written rules are in `sayso.extract.says_who`."""
