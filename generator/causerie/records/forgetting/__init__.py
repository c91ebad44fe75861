"""Taking somebody out of the records: who that is, by what they are known, and what of them stands where."""

from causerie.records.forgetting.known import Known, find_known
from causerie.records.forgetting.subject import Subject, read_subject
from causerie.records.forgetting.sweep import Change, sweep_records
from causerie.records.forgetting.writing import forget_known, name_forgotten

__all__ = [
    "Change",
    "Known",
    "Subject",
    "find_known",
    "forget_known",
    "name_forgotten",
    "read_subject",
    "sweep_records",
]
