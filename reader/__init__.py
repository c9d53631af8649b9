"""Synoptic Reader: several reports of one event, side by side in a terminal."""

__version__ = "0.1.0"
