"""Private pages: a server for one person on this machine, and who may ask it."""
