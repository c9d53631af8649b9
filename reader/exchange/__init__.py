"""Values -> text and back: CSV, JSONL; pure, so that reading and writing files is the desk's."""
