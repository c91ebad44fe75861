"""The names of columns in tables of posts: what tools call them, and which tables other importers read."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
# Our name of a column: how tools call it, the surest first, in small letters and with spaces,
# which are not compared, and no other signs between words.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("tweet id", "status id", "post id", "tweetid", "id str", "message id", "uri", "id"),
    "url": (
        "tweet url", "tweet permalink", "tweet link", "status url", "post url", "post link", "permalink",
        "permanent link", "link to tweet", "link to post", "url", "link", "address",
    ),
    "text": (
        "tweet text", "tweet content", "full text", "post text", "post content", "raw content", "content", "text",
        "tweet", "message", "post", "body",
    ),
    "handle": (
        "screen name", "user screen name", "author username", "author handle", "from user", "username",
        "user name", "handle", "author screen name", "twitter handle", "user username", "account", "author", "user",
        "by",
    ),
    "name": ("full name", "display name", "author name", "user display name", "name", "author"),
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
        "favorites count", "favourites count", "num of likes", "public metrics like count",
    ),
    "reposts": (
        "retweets", "retweet count", "retweets count", "reposts", "repost count", "boosts", "reblogs count",
        "num of retweet", "num of retweets", "public metrics retweet count",
    ),
    "replies": ("replies", "reply count", "replies count", "public metrics reply count"),
    "quotes": ("quotes", "quote count", "quotes count", "public metrics quote count"),
    "lang": ("lang", "language", "tweet language"),
    "platform": ("platform", "network"),
}

# What has a value where somebody only passed a post on: the id of the original, or whether it is so.
REPOSTS = (
    "retweeted status id", "retweeted status id str", "retweeted status", "retweet status id", "retweet id",
    "reweet id", "retweeted id", "retweeted tweet id", "retweeted tweet", "referenced tweets retweeted id", "repost id",
    "is retweet", "is repost", "is reblog", "is boost",
)
# fmt: on

# What other importers read, and better; a table that has all these columns is none of this one.
OTHERS = (
    ("id_str", "from_user", "text"),
    ("status_id", "screen_name", "text"),
    ("screen name", "tweet text", "tweet id"),
    ("tweet_id", "timestamp", "source", "text", "expanded_urls"),
    ("created_at", "text", "user_screen_name", "reweet_id"),
    ("created_at", "text", "user_screen_name", "retweet_id"),
    ("created_at", "text", "user_screen_name", "retweet_or_quote_id"),
    ("id", "text", "author.username", "referenced_tweets.retweeted.id"),
    ("id", "text", "author.username", "public_metrics.like_count"),
)
