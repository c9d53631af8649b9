"""Spans to anchors and back: how a mark finds its place again. Pure."""
