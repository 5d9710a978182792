"""The whole journey on one screen: nothing important happens elsewhere."""

from __future__ import annotations
