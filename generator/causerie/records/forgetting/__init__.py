"""Taking somebody out of the records: who that is, by what they are known, and what of them stands where."""

from causerie.records.forgetting.held import read_held
from causerie.records.forgetting.known import Known
from causerie.records.forgetting.subject import Subject, read_subject, subject_of
from causerie.records.forgetting.sweep import Change, sweep_records
from causerie.records.forgetting.writing import forget_known, name_forgotten

__all__ = [
    "Change",
    "Known",
    "Subject",
    "forget_known",
    "name_forgotten",
    "read_held",
    "read_subject",
    "subject_of",
    "sweep_records",
]
