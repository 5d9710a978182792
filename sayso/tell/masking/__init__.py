"""Whose names a case holds, which of them are private, and how those are masked in what leaves the machine."""
