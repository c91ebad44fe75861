"""One way to publish artifacts: MkDocs with Material. The only room that knows MkDocs."""

import gc

gc.disable()  # all that is imported stays: looking for what could go takes a tenth of the time
try:
    from causerie.mkdocs_plugin.plugin import CauseriePlugin
finally:
    gc.freeze()  # nor does anybody look at it later
    gc.enable()

__all__ = ["CauseriePlugin"]
