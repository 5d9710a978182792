"""The case in the browser, and the dossier: ways in, like the command line."""
