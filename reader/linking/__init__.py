"""Passages that tell the same event, why, and where they disagree. Pure."""
