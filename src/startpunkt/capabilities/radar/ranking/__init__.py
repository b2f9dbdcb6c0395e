"""Lots ranked for a profile: nearest, weighed, narrowed, explained."""
