"""What several people's work comes to, computed: no file, no clock, no dice."""
