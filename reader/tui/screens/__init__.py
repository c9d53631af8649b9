"""The screens: they ask the desk, and answer what their widgets post."""
