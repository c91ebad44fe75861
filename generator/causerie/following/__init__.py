"""What a host does when the hour is over: thanks by name, notes for themselves, and how the season goes."""
