"""The fields of recap.yml, and of a post there and in transcript.jsonl."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, WrapValidator, model_validator

from causerie.frozen import frozen
from causerie.model.post import Role
from causerie.model.recap import AnswerState, Highlight
from causerie.records.plain_highlights import read_plain_highlight
from causerie.records.schema_fields import as_text, read_count
from causerie.records.schema_platforms import PlatformName
from causerie.records.schema_session import LinkRecord
from causerie.records.schema_types import (
    Address,
    Count,
    Handle,
    Id,
    Line,
    MediaFile,
    NeededText,
    Number,
    Record,
    Switch,
    Text,
    WebAddress,
    When,
)


def _read_questions(value: Any) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(number for number in map(read_count, numbers) if number))


QuestionNumbers = Annotated[
    tuple[int, ...],
    PlainValidator(_read_questions),
    WithJsonSchema({
        "anyOf": [{"type": "integer", "minimum": 0}, {"type": "array", "items": {"type": "integer", "minimum": 0}}]
    }),
]  # fmt: skip


class AuthorRecord(Record):
    """Who wrote a post."""

    id: Line = Field("", description="The platform's own id of the account.")
    handle: Handle = Field("", description="Without '@'; Mastodon's as user@instance.", examples=["jonas.example"])
    name: Line = Field("", description="The name as it is shown.", examples=["Jonas"])
    url: WebAddress | None = Field(
        None, description="The profile.", examples=["https://bsky.app/profile/jonas.example"]
    )
    avatar: Line = Field("", description="The address of the picture, or a file in the session's folder.")


class MediaRecord(Record):
    """A picture or another attachment of a post."""

    file: MediaFile | None = Field(None, description="A file in the session's folder.", examples=["media/label.jpg"])
    url: WebAddress | None = Field(None, description="Where it came from.")
    alt: Line = Field("", description="What it shows, for those who cannot see it.", examples=["A hand-written label"])
    type: Line = Field("", description="What it is.", examples=["image", "video"])


class PostRecord(Record):
    """A post, as a transcript and a recap hold it."""

    id: Line = Field("", description="<platform>:<native id>.", examples=["mastodon:glammr.example/113580000000000001"])
    platform: PlatformName = Field(description="Where it was posted.", examples=["bluesky", "mastodon", "x"])
    url: WebAddress | None = Field(
        None, description="The original.", examples=["https://bsky.app/profile/jonas.example/post/3k"]
    )
    author: AuthorRecord | None = Field(None, description="Who wrote it.")
    posted: When | None = Field(None, description="When.", examples=["2026-12-02T20:14:10Z"])
    text: Text = Field(
        "", description="Plain text, in quotes.", examples=["A2 Nothing that a visitor will believe. #MuseumHour"]
    )
    lang: Line = Field("", description="The language that the platform gave it.", examples=["en"])
    reply_to: Line = Field("", description="The id of the post that it answers.")
    quote_of: Line = Field("", description="The id of the post that it quotes.")
    hashtags: tuple[Line, ...] = Field((), description="Without '#'.", examples=[["MuseumHour"]])
    links: tuple[LinkRecord, ...] = Field((), description="The links in its text.")
    media: tuple[MediaRecord, ...] = Field((), description="Its pictures and other attachments.")
    likes: Count | None = Field(None, description="How many.", examples=[12])
    reposts: Count | None = Field(None, description="How many.", examples=[3])
    replies: Count | None = Field(None, description="How many.", examples=[1])
    quotes: Count | None = Field(None, description="How many.", examples=[0])
    impressions: Count | None = Field(None, description="How many.", examples=[480])
    sensitive: Switch = Field(False, description="Whether its author wants it hidden at first.")
    question: QuestionNumbers = Field(
        (), description="The number that it asks or answers, or several.", examples=[1, [1, 2]]
    )
    role: Role | None = Field(None, description="What it is to its session.", examples=["answer"])
    assigned: Annotated[str, WithJsonSchema({"enum": ["draft", "hand"]})] = Field(
        "", description="Who said so: `causerie draft`, or a hand, which is never overruled.", pattern="^(|draft|hand)$"
    )
    aliases: tuple[Line, ...] = Field((), description="Other ids of it: before an edit, or on another server.")

    @model_validator(mode="after")
    def check_content(self) -> PostRecord:
        """A post says or shows something."""
        if not self.text and not self.media:
            raise ValueError("a post without 'text'. Copy what it says: text: \"…\".")
        return self


class TranscriptRecord(PostRecord):
    """A post of a transcript: of one that was imported by its address, nobody may know the text."""

    @model_validator(mode="after")
    def check_content(self) -> TranscriptRecord:
        """A post says or shows something, or stands somewhere."""
        if not self.text and not self.media and not self.url:
            raise ValueError("a post without 'text' and without 'url'. Import the posts again.")
        return self


@frozen
class PostName:
    """A post of the transcript, by its id."""

    id: str


def _read_post(value: Any, validate: Callable[[Any], Any]) -> Any:
    return validate(value) if isinstance(value, dict) else PostName(as_text(value).strip())


if TYPE_CHECKING:
    PostOrName = PostRecord | PostName
else:  # no union at work: its errors would speak of both kinds
    PostOrName = Annotated[PostRecord, WrapValidator(_read_post, json_schema_input_type=str | PostRecord)]


class HighlightRecord(Record):
    """A post that an editor chose, or a heading or a text between posts."""

    post: PostOrName | None = Field(
        None,
        description="The id of a post of the transcript, or the post itself.",
        examples=["bluesky:did:plc:jonas/3k"],
    )
    heading: Line = Field("", description="A heading between posts.", examples=["Before the first question"])
    text: Text = Field("", description="A text between posts.", examples=["We began with a confession."])
    question: Count = Field(0, description="Which question it answers; 0 or none: the general part.", examples=[1])
    note: Line = Field("", description="Your own line under the post.", examples=["The line that everybody quoted."])

    @model_validator(mode="after")
    def check_kind(self) -> HighlightRecord:
        """Exactly one of post, heading and text is there."""
        if (self.post is not None) + (self.heading != "") + (self.text != "") == 1:
            return self
        given = [name for name in ("post", "heading", "text") if getattr(self, name)]
        if not given:
            raise ValueError("a highlight without 'post', 'heading' or 'text'. Write one of them.")
        if len(given) > 1:
            raise ValueError(
                f"a highlight with '{given[0]}' and '{given[1]}'. Write two entries, in the order that you want."
            )
        return self


def _read_highlight(value: Any, validate: Callable[[Any], Any]) -> Any:
    return read_plain_highlight(value) or validate(value)


if TYPE_CHECKING:
    AnyHighlight = HighlightRecord | Highlight
else:
    AnyHighlight = Annotated[HighlightRecord, WrapValidator(_read_highlight)]


class TakeawayRecord(Record):
    """A sentence that an editor wrote."""

    text: NeededText = Field(description="The sentence.", examples=["Label text is a conversation; sign it."])
    proposed: Switch = Field(False, description="Not published until you take this away.", examples=[True])


def _as_takeaway(value: Any) -> Any:
    return {"text": value} if isinstance(value, str | int | float) else value


class ErratumRecord(Record):
    """A dated correction."""

    date: When = Field(description="The day of the correction.", examples=["2026-12-06"])
    text: NeededText = Field(description="What was wrong and what is right.", examples=["The guide is from 1998."])


class ResourceRecord(Record):
    """Something shared in the session that is worth keeping."""

    url: Address = Field(description="http, https or mailto.", examples=["https://museum.example/label-guide"])
    title: Line = Field("", description="What it is called.", examples=["Label guide"])
    shared_by: Handle = Field("", description="The handle of who shared it.", examples=["jonas.example"])


class UnansweredRecord(Record):
    """A participant's question that the hour left open."""

    text: NeededText = Field(description="The question.", examples=["Who pays for translation?"])
    by: Handle = Field("", description="The handle of who asked.", examples=["lea@glammr.example"])
    status: AnswerState = Field(AnswerState.OPEN, description="What became of it.", examples=["open"])
    to: Id | None = Field(None, description="The id of the session that it is carried to.", examples=["translation"])

    @model_validator(mode="after")
    def check_target(self) -> UnansweredRecord:
        """What is carried goes somewhere."""
        if self.status is AnswerState.CARRIED and self.to is None:
            raise ValueError("'carried', but not where to. Write to: and the id of the session that takes it up.")
        return self


class MetricRecord(Record):
    """A number that the host typed in."""

    value: Number = Field(description="The number.", examples=[48000])
    source: Line = Field("", description="Where it comes from.", examples=["TweetReach"])
    estimated: Switch = Field(False, description="Whether it is an estimate.", examples=[True])


def _as_metric(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": value}


Metric = Annotated[MetricRecord, BeforeValidator(_as_metric, json_schema_input_type=int | float | MetricRecord)]


class RecapRecord(Record):
    """A recap: what an editor made of a session's posts."""

    published: When | None = Field(
        None, description="When it goes public; not at all when left out.", examples=["2026-12-04"]
    )
    summary: Text = Field("", description="Two sentences, Markdown.", examples=["We talked about **labels**."])
    takeaways: tuple[
        Annotated[TakeawayRecord, BeforeValidator(_as_takeaway, json_schema_input_type=str | TakeawayRecord)], ...
    ] = Field((), description="What to remember.", examples=[["Label text is a conversation; sign it."]])
    errata: tuple[ErratumRecord, ...] = Field((), description="Corrections.")
    highlights: tuple[AnyHighlight, ...] = Field(
        (), description="Posts, headings and texts, in the order in which they are shown."
    )
    resources: tuple[ResourceRecord, ...] = Field((), description="What was shared and is worth keeping.")
    unanswered: tuple[UnansweredRecord, ...] = Field((), description="Questions of participants that are still open.")
    metrics: dict[str, Metric] = Field(
        {}, description="Numbers that you type in.", examples=[{"impressions": {"value": 48000, "estimated": True}}]
    )
