"""Pages for the hour itself, made of a kit: the host's console and the page for a projector, one file each."""
