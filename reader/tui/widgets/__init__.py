"""The widgets: they draw, and post messages; they never call the desk."""
