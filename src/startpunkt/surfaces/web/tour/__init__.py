"""The way into the demo and the tour of three minutes through the product."""
