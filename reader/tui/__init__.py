"""The terminal reader.

The plain half (no textual, no rich) says what is drawn where; the Textual half draws it.
"""
