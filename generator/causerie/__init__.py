"""causerie: records of hashtag chats in, a published chat site out.

A tour, in the order in which things happen:

- `records` reads a host's YAML and Markdown into the frozen values of `model`, and says all that is wrong at once.
- `views` turns a `Library` into artifacts: `pages`, `calendar`, `feeds`, `data`. They know no disk, clock or MkDocs.
- `build` is the whole pipeline on one screen. Read it first.
- `mkdocs_plugin` gives the artifacts to MkDocs, and `cli` holds the host's own commands.

`settings`, `clock`, `i18n`, `text` and `problems` are what all of them stand on.
"""
