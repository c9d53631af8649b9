"""Every verb of the tool, on one desk: all that the command line and the reader may call."""
