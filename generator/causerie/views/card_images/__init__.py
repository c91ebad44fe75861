"""Card images: what a link to a page looks like where people pass it on, and quotes for a host to post.

What a card says is made with its page (`words`); it is drawn (`drawing`) only where it is not there already (`files`).
"""
