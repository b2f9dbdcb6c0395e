"""A notice, its lots and its buyer as their pages show them."""
