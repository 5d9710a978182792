"""sayso: what happened, how many, and on whose say-so.

The journey: collect → extract → interpret → reconcile → store → tell.
"""
