"""What several annotators have in common: agreement and curation. Pure."""
