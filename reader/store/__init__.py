"""The shared file. All SQL of the project stands here, and nothing else does."""
