"""A person's word: from the ids that somebody names to a line of the ledger, and from one case to another."""
