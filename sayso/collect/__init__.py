"""1. Texts come in: bytes become reports, originals kept."""
