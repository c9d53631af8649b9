"""The command line: it prints, it exits, and it imports late so that `--help` is instant."""
