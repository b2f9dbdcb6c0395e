"""Lots found by what somebody typed."""
