"""A file per format: values -> text, and back. Pure."""
