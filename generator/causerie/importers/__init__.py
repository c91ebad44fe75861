"""Importers: each knows one export format and nothing of chats; what comes of them is posts, and what is amiss."""
