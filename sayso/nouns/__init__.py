"""The values that travel: frozen, typed, and never without their words. Imports none of the steps."""
