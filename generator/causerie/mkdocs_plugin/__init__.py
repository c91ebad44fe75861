"""One way to publish artifacts: MkDocs with Material. The only room that knows MkDocs."""

from causerie.mkdocs_plugin.plugin import CauseriePlugin

__all__ = ["CauseriePlugin"]
