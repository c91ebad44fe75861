"""Templates, compiled: Jinja takes longer to compile a theme than to fill it, so what it made is kept in our cache."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from causerie.cache import Cache


class CompiledTemplates(BytecodeCache):
    """Jinja asks for a template by its name and refuses what was made of another text, or by another version."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._made: dict[str, tuple[bytes, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it made in an earlier build."""
        if kept := self._cache.read_long(_name(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what Jinja has just made."""
        self._made[_name(bucket)] = b"", bucket.bytecode_to_string()

    def keep(self) -> None:
        """Write what was made in this build."""
        if self._made:
            self._cache.write(self._made)
            self._made.clear()


def _name(bucket: Bucket) -> str:
    return f"template {bucket.key}"
