"""5. Give it back, sourced."""
