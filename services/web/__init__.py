"""HTTP: the only part, with the commands, that knows Flask."""
