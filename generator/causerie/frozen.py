"""Classes of values that nobody changes once they are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class")


@overload
def frozen(cls: type[Class], /) -> type[Class]: ...


@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[Class]], type[Class]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Any = None, /, *, kw_only: bool = False) -> Any:
    """As `dataclass(frozen=True, slots=True)`, but it is the type checker alone that refuses a change.

    At run time Python would set each field of each new value by a detour, which takes three times as long, and make
    more methods for each of some two hundred classes whenever they are imported: a twentieth of a build.
    """
    make = dataclass(slots=True, unsafe_hash=True, kw_only=kw_only)
    return make if cls is None else make(cls)
