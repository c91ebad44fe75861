"""What other sites may show of this one: small pages for frames, oEmbed's answers, a badge, and the code to paste."""
