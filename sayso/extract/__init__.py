"""2. Find the words: text becomes mentions, one report at a time, nothing looked up."""
