"""Hostile text: lists that others keep and our own, through every field to every output."""
