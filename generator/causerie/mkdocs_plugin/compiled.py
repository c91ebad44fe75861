"""Templates, compiled: Jinja takes longer to compile a theme than to fill it, so what it made is kept.

It stands where Python keeps what it makes of the package's modules, as it depends on installed programs and not on a
site; where nothing may be written there, it stands in the site's cache.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates

_PLACE = Path(__file__).parents[1] / "templates" / "__pycache__"


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja asks by a template's name and file, and refuses what was made of another text or by another version."""

    def __init__(self, otherwise: Path) -> None:
        may_write = not sys.dont_write_bytecode and os.access(_PLACE.parent, os.W_OK)
        super().__init__(str(_PLACE if may_write else otherwise), "%s.jinja")

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What Jinja makes of a template depends on its environment, too."""
        generator = environment.code_generator_class.__qualname__
        options = (environment.trim_blocks, environment.lstrip_blocks, generator, *sorted(environment.extensions))
        return super().get_bucket(environment, f"{name} {options}", filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it made in an earlier build, or before in this one."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # it may not be read, or is cut off: whatever is wrong with it, it is made anew
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has just made, where there is room for it."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)

    def prepare(self, environment: Environment, name: str) -> None:
        """Have a template compiled, and all that it names, before an environment that is set up alike wants them.

        What an earlier build has compiled is left alone, with all that it names.
        """
        if environment.loader is None:
            return
        wanted: list[str] = [name]
        seen: set[str] = set()
        while wanted:
            name = wanted.pop()
            seen.add(name)
            source, file, _ = environment.loader.get_source(environment, name)
            bucket = self.get_bucket(environment, name, file, source)
            if bucket.code is None:
                tree = environment.parse(source, name, file)
                bucket.code = environment.compile(tree, name, file)
                self.set_bucket(bucket)
                named = {each for each in find_referenced_templates(tree) if each is not None}
                wanted += named - seen - set(wanted)
