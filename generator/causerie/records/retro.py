"""retro.yml: the hosts' notes on a session. Read by `retro` and `report` alone, so a build never sees what they say."""

from __future__ import annotations

from pathlib import Path

from causerie.frozen import frozen
from causerie.model.recap import Metric
from causerie.records.forget import Forgotten
from causerie.records.leave_out import hide_names
from causerie.records.schema_notes import RetroRecord
from causerie.records.source import Source
from causerie.records.validate import validate_fields

RETRO = "retro.yml"
SECTIONS = ("went_well", "to_improve", "wonderful", "numbers")


@frozen(kw_only=True)
class Retro:
    """What the hosts noted."""

    went_well: tuple[str, ...] = ()
    to_improve: tuple[str, ...] = ()
    wonderful: tuple[str, ...] = ()
    numbers: tuple[Metric, ...] = ()


def read_retro(folder: Path, root: Path, forgotten: Forgotten) -> Retro:
    """The notes on a folder's session, without whoever must appear nowhere; none where they cannot be read."""
    source = Source(folder / RETRO, root)
    if not source.file.exists():
        return Retro()
    fields = source.read_yaml()
    record = None if fields is None else validate_fields(source, fields, RetroRecord)
    if record is None:
        return Retro()

    def texts(written: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(hide_names(each.strip(), forgotten) for each in written if each.strip())

    return Retro(
        went_well=texts(record.went_well),
        to_improve=texts(record.to_improve),
        wonderful=texts(record.wonderful),
        numbers=tuple(
            Metric(name=name, value=each.value, source=each.source, is_estimated=each.estimated)
            for name, each in record.numbers.items()
        ),
    )


def retro_fields(path: Path, text: str) -> dict[str, object] | None:
    """What a retro.yml of this text says, field by field; None where it is wrong."""
    source = Source(path, path.parent, text.encode())
    fields = source.read_yaml()
    if fields is None or validate_fields(source, fields, RetroRecord) is None:
        return None
    return {name: value for name, value in fields.items() if value is not None}
