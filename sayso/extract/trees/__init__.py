"""How a sentence becomes a tree: tokens, vectors, moves, from the files of a trained model alone."""
