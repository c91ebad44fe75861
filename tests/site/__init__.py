"""The demo as a whole site: built once by the real command, then read as files, by a browser and by other judges."""
