"""What an importer is: the name of a format, how a file of it is recognised, and how its posts are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from causerie.frozen import frozen
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.sample import Sample
from causerie.problems import Problem

Reading = Iterator[Found | Problem]


@frozen(kw_only=True)
class Importer:
    """An export format.

    `recognise` sees the beginning of one file, and is strict: what it takes no other importer gets. `read` gives the
    posts of that file in any order, and a warning for each element that it passes over; it may look at files beside it.
    """

    name: str  # "x-archive": what `--format` and messages say
    title: str  # "X account archive"
    recognise: Callable[[Sample], bool]
    read: Callable[[ExportFile, Export], Reading]
    has_hashtags: bool = True  # False for rooms (IRC, Slack, Discord): everything said there belongs to the session
