"""Whether an organisation meets the conditions of a lot, as far as their words and its own statements tell."""
