"""The command line: prints and exits. A file per group of commands; `tui` is imported late."""
