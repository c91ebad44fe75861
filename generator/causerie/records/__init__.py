"""The records: the only place that knows their field names, and the one way from a host's files to a Library."""

from causerie.records.forget import Forgotten, read_forgotten
from causerie.records.ideas import Idea, Ideas, read_ideas
from causerie.records.pages import HostPages, read_pages
from causerie.records.read import Reading, read_foundation, read_library
from causerie.records.schema import KINDS, json_schema
from causerie.records.thorough import check_thoroughly
from causerie.records.transcript import Transcript, read_transcript, write_post, write_transcript
from causerie.records.write import dump_yaml, quote_text, quote_value, write_atomically

__all__ = [
    "KINDS",
    "Forgotten",
    "HostPages",
    "Idea",
    "Ideas",
    "Reading",
    "Transcript",
    "check_thoroughly",
    "dump_yaml",
    "json_schema",
    "quote_text",
    "quote_value",
    "read_forgotten",
    "read_foundation",
    "read_ideas",
    "read_library",
    "read_pages",
    "read_transcript",
    "write_atomically",
    "write_post",
    "write_transcript",
]
