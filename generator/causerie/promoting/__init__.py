"""What a host sends before, during and after a session: written by the program, posted by a person."""
