"""From a raw article to a fixed text, blocks with verdicts, and metadata. Pure."""
