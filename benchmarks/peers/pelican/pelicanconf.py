SITENAME = "Hashtag chats"
SITEURL = "https://chats.example"
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
AUTHOR = "Hashtag chats"
ARTICLE_PATHS = ["recaps"]
ARTICLE_URL = "recaps/{slug}/"
ARTICLE_SAVE_AS = "recaps/{slug}/index.html"
DEFAULT_PAGINATION = 100
FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = TAGS_SAVE_AS = TAG_SAVE_AS = ""
THEME = "simple"
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.attr_list": {},
        "markdown.extensions.admonition": {},
        "markdown.extensions.toc": {"permalink": True},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
