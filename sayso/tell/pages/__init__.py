"""What a person sees of a case, a page at a time: typed values that the web app and the dossier draw alike."""
