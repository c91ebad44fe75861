"""Templates, compiled: Jinja takes longer to compile a theme than to fill it, so what it made is kept in our cache."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates

from causerie.cache import Cache


class CompiledTemplates(BytecodeCache):
    """Jinja asks for a template by its name and refuses what was made of another text, or by another version."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._made: dict[str, tuple[bytes, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it made in an earlier build, or before in this one."""
        name = _name(bucket)
        made = self._made.get(name)
        if kept := made[1] if made else self._cache.read_long(name):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what Jinja has just made."""
        self._made[_name(bucket)] = b"", bucket.bytecode_to_string()

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

    def keep(self) -> None:
        """Write what was made in this build."""
        if self._made:
            self._cache.write(self._made)
            self._made.clear()


def _name(bucket: Bucket) -> str:
    return f"template {bucket.key}"
