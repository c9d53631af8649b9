"""One rule a file, independent of each other; `cleaning.pipeline` is the table of them."""
