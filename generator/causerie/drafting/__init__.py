"""Drafting: from a session's posts to a recap that a person only has to choose from. Nothing here invents a text."""
