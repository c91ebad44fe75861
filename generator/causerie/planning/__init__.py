"""The host's season: what is coming, what it lacks, what is late, and what may be worth an advice."""
