"""A file per kind of source: something outside -> a raw article."""
