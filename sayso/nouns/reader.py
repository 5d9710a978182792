"""Which reader found it."""

from __future__ import annotations

from typing import Literal

FoundBy = Literal["rules", "model"]
"""The written rules, or the trained model."""
