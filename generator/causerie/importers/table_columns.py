"""The names of columns in tables of posts: what tools call them, and which tables other importers read."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
# Our name of a column: how tools call it, the surest first, in small letters and with spaces.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("tweet id", "status id", "post id", "tweetid", "id str", "message id", "uri", "id"),
    "url": (
        "tweet url", "tweet permalink", "tweet link", "status url", "post url", "post link", "permalink",
        "permanent link", "link to tweet", "link to post", "url", "link", "address",
    ),
    "text": (
        "tweet text", "tweet content", "full text", "post text", "post content", "content", "text", "tweet",
        "message", "post", "body", "raw content", "rawcontent",
    ),
    "handle": (
        "screen name", "user screen name", "author username", "author handle", "from user", "username",
        "user name", "handle", "author screen name", "twitter handle", "user username", "account", "author", "user",
        "by",
    ),
    "name": ("full name", "display name", "author name", "user display name", "displayname", "name", "author"),
    "posted": (
        "created at (utc)", "date (utc)", "time (utc)", "timestamp (utc)", "utc", "created at",
        "tweet created at", "posted at", "date posted", "published at", "published", "posted", "tweet date",
        "post date", "datetime", "date time", "date and time", "timestamp", "date/time", "date", "time",
    ),
    "reply_to": (
        "in reply to status id str", "in reply to status id", "in reply to tweet id", "in reply to id",
        "reply to id", "reply to status id", "referenced tweets replied to id", "in reply to", "reply to",
    ),
    "likes": (
        "likes", "like count", "likes count", "favorites", "favourites", "favorite count", "favourite count",
        "public metrics like count",
    ),
    "reposts": (
        "retweets", "retweet count", "retweets count", "reposts", "repost count", "boosts", "reblogs count",
        "public metrics retweet count",
    ),
    "replies": ("replies", "reply count", "replies count", "public metrics reply count"),
    "lang": ("lang", "language", "tweet language"),
    "platform": ("platform", "network"),
}
# fmt: on

# What other importers read, and better; a table that has all these columns is none of this one.
OTHERS = (
    ("id_str", "from_user", "text"),
    ("status_id", "screen_name", "text"),
    ("screen name", "tweet text", "tweet id"),
    ("tweet_id", "timestamp", "source", "text", "expanded_urls"),
    ("created_at", "text", "user_screen_name", "reweet_id"),
    ("created_at", "text", "user_screen_name", "retweet_or_quote_id"),
)
