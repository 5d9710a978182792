"""Whose names are masked."""
