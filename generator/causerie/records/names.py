"""The names of accounts and posts by which two records can be compared, once both are in small letters.

A platform's addresses are read here: which account a profile's or a post's address names, and which post.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from causerie.model.person import Person
from causerie.model.platform import Platform, bare_handle
from causerie.model.post import Post

_OLD_PLATFORMS = {"twitter": "x", "bsky": "bluesky", "fediverse": "mastodon", "acct": "mastodon"}
_PREFIX = re.compile(r"^(?:www\.(?=.*\.)|(?:mobile|m)\.(?=(?:x|twitter)\.com$))")
_X = frozenset({"x.com", "twitter.com"})
_X_HOSTS = ("x.com", "twitter.com", "mobile.twitter.com")
_THREADS = frozenset({"threads.net", "threads.com"})
_X_OWN = frozenset({  # first steps of X's addresses that are no account
    "i", "search", "hashtag", "home", "explore", "intent", "share", "settings", "login", "messages", "notifications",
    "compose", "about", "tos", "privacy",
})  # fmt: skip
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)((?:/[\w./@~+-]*)?)\Z", re.ASCII)  # what needs no parser
_ABOUT_THE_VISITOR = re.compile(r"utm|utm_\w+|s|t|ref|ref_\w+|fbclid|gclid|igsh|si", re.IGNORECASE)
_DID = re.compile(r"did:[a-z]+:[\w.:%-]+\Z", re.IGNORECASE)

# The addresses of an account and of what stands below it.
_X_ACCOUNT = re.compile(r"/@?(\w+)(?:/.*)?\Z", re.IGNORECASE)
_BLUESKY_ACCOUNT = re.compile(r"/profile/([^/]+)(?:/.*)?\Z", re.IGNORECASE)
_LINKEDIN_ACCOUNT = re.compile(r"/(?:in/([^/]+)(?:/.*)?|posts/([^/_]+)_.*)\Z", re.IGNORECASE)
_FEDIVERSE_ACCOUNT = re.compile(r"/(?:web/|deck/)?(?:@|users/)([^/@]+)(?:@([^/@]+))?(?:/.*)?\Z", re.IGNORECASE)

# The addresses of a post.
_X_POST = re.compile(r"/(?:[^/]+/){1,2}status(?:es)?/(\d+)(?:/.*)?\Z", re.IGNORECASE)
_BLUESKY_POST = re.compile(r"/profile/([^/]+)/post/([^/]+)(?:/.*)?\Z", re.IGNORECASE)
_THREADS_POST = re.compile(r"/@[^/]+/post/([^/]+)(?:/.*)?\Z", re.IGNORECASE)
_FEDIVERSE_POST = re.compile(
    r"/(?:(?:web/|deck/)?@[^/]+/(\d+)|users/[^/]+/statuses/(\d+)|(?:web/statuses|notes|notice|objects)/([\w-]+))(?:/.*)?\Z",
    re.IGNORECASE,
)


def account_name(platform: str, handle: str) -> str:
    """An account: `x:somebody`, `mastodon:lea@glammr.example`."""
    plain = platform.strip().casefold()
    return f"{_OLD_PLATFORMS.get(plain, plain)}:{bare_handle(handle)}"


def account_at(address: str) -> str:
    """The account that an address names, be it of its profile or of a post below it; '' where it names none."""
    host, path, _ = split_address(address)
    if host in _X:
        found = _X_ACCOUNT.match(path)
        return f"x:{found[1]}" if found and found[1].casefold() not in _X_OWN else ""
    if host == "bsky.app":
        return f"bluesky:{found[1]}" if (found := _BLUESKY_ACCOUNT.match(path)) else ""
    if host.endswith("linkedin.com"):
        return f"linkedin:{found[1] or found[2]}" if (found := _LINKEDIN_ACCOUNT.match(path)) else ""
    found = _FEDIVERSE_ACCOUNT.match(path)
    if found is None:
        return ""
    return f"threads:{found[1]}" if host in _THREADS else f"mastodon:{found[1]}@{found[2] or host}"


def post_name(name: str) -> str:
    """A post by its id or address, in small letters: `x:77`, `mastodon:glammr.example/1135`, `bluesky:<account>/<key>`.

    Of a platform that is not known here, it is the address without its scheme, behind `//`.
    """
    plain = name.strip().casefold()
    if plain.startswith("at://"):
        did, _, rest = plain.removeprefix("at://").partition("/")
        return f"bluesky:{did}/{rest.rpartition('/')[2]}"
    if plain.startswith(("http://", "https://")):
        return _post_at(plain).casefold()  # capitals may have been written as codes
    platform, colon, native = plain.partition(":")
    return f"{_OLD_PLATFORMS.get(platform, platform)}:{native}" if colon else plain


def accounts_of(post: Post) -> list[str]:
    """Every name of the account that wrote a post: by its handle, its id, and the addresses of profile and post."""
    author = post.author
    handle = bare_handle(author.handle)
    found = [account_name(post.platform, name) for name in (handle, author.id) if name]
    found += [name for address in (author.url, post.url) if address and (name := account_at(address))]
    if post.platform == Platform.MASTODON and handle and "@" not in handle:
        hosts = {split_address(address)[0] for address in (author.url, post.url) if address}
        hosts.add(post.id.casefold().removeprefix("mastodon:").partition("/")[0])
        found += [account_name(post.platform, f"{handle}@{host}") for host in hosts if "." in host]
    did = post.id.casefold().removeprefix("bluesky:").partition("/")[0]
    if _DID.match(did):
        found.append(f"bluesky:{did}")
    return list(dict.fromkeys(found))


def account_keys(post: Post) -> list[str]:
    """Every name of the account that wrote a post, in small letters; its author's name where there is no other."""
    keys = [name.casefold() for name in accounts_of(post)]
    return keys or [f"{post.platform}:={post.author.name.casefold()}"]


def accounts_of_people(people: Collection[Person]) -> dict[str, str]:
    """The accounts of people, as `account_keys` names them, and who they are."""
    return {
        account_name(account.platform, account.handle).casefold(): person.id
        for person in people
        for account in person.accounts
    }


def name_author(post: Post, known: Mapping[str, str]) -> str:
    """What the posts of one person have in common: `known` joins the accounts of those who are in people.yml."""
    keys = account_keys(post)
    return next((known[key] for key in keys if key in known), keys[0])


def names_of(post: Post) -> list[str]:
    """Every name of a post: its id, its address, and on Bluesky its key below each name of its author."""
    found = [post_name(name) for name in (post.id, post.url) if name]
    keys = {name.rpartition("/")[2] for name in found if name.startswith("bluesky:") and "/" in name}
    writers = [name for name in accounts_of(post) if name.startswith("bluesky:")]
    found += [f"{writer}/{key}" for key in sorted(keys) for writer in writers]
    return list(dict.fromkeys(found))


def spell_account(name: str) -> Iterator[str]:
    """The usual spellings of an account's name, as people may have hashed them."""
    platform, _, handle = name.partition(":")
    user, _, instance = handle.partition("@")
    yield from (handle, f"@{handle}")
    for spelt in [platform, *(old for old, new in _OLD_PLATFORMS.items() if new == platform)]:
        yield from (f"{spelt}:{handle}", f"{spelt}:@{handle}")
    match platform:
        case Platform.X:
            for host in _X_HOSTS:
                yield from spell_address(f"{host}/{handle}")
        case Platform.BLUESKY:
            yield from spell_address(f"bsky.app/profile/{handle}")
        case Platform.MASTODON if instance:
            yield from spell_address(f"{instance}/@{user}")
            yield from spell_address(f"{instance}/users/{user}")
        case Platform.THREADS:
            for host in ("threads.net", "threads.com"):
                yield from spell_address(f"{host}/@{handle}")
        case Platform.LINKEDIN:
            yield from spell_address(f"linkedin.com/in/{handle}")


def spell_post(name: str, writers: list[str]) -> Iterator[str]:
    """The usual spellings of a post's name, as people may have hashed them; `writers` are its author's names."""
    yield name
    platform, _, native = name.partition(":")
    spelt = dict.fromkeys([*writers, *map(str.casefold, writers)])
    handles = [writer.removeprefix(f"{platform}:") for writer in spelt if writer.startswith(f"{platform}:")]
    match platform:
        case Platform.X:
            yield from (f"twitter:{native}", native)
            for host in _X_HOSTS:
                for who in ("i", "i/web", *handles):
                    yield from spell_address(f"{host}/{who}/status/{native}")
                    yield f"https://{host}/{who}/status/{native}?s=20"  # what X's own share button puts behind it
        case Platform.BLUESKY:
            account, _, key = native.rpartition("/")
            yield f"at://{account}/app.bsky.feed.post/{key}"
            yield from spell_address(f"bsky.app/profile/{account}/post/{key}")
        case Platform.MASTODON:
            host, _, key = native.partition("/")
            for handle in handles:
                user = handle.partition("@")[0]
                yield from spell_address(f"{host}/@{user}/{key}")
                yield from spell_address(f"{host}/users/{user}/statuses/{key}")
        case _ if name.startswith("//"):
            yield from spell_address(name[2:])


def spell_address(bare: str) -> Iterator[str]:
    """The ways in which people copy an address, given without its scheme."""
    yield from (f"https://{bare}", f"https://{bare}/", bare, f"http://{bare}", f"https://www.{bare}", f"www.{bare}")


@lru_cache(maxsize=1024)  # one after the other asks about the same address
def split_address(address: str) -> tuple[str, str, str]:
    """Host, path and query, without what differs between two spellings of one address."""
    if plain := _PLAIN.match(address):
        return _PREFIX.sub("", plain[1]), plain[2].rstrip("/"), ""
    try:
        parts = urlsplit(address.strip())
        host = _PREFIX.sub("", parts.hostname or "")
    except ValueError:
        return "", address, ""
    if parts.fragment.startswith("!/") and host in _X:  # X's addresses until 2013: twitter.com/#!/somebody
        parts = parts._replace(path=parts.fragment[1:])
    kept = ""
    if parts.query:
        asked = parse_qsl(parts.query, keep_blank_values=True)
        kept = urlencode([(name, value) for name, value in asked if not _ABOUT_THE_VISITOR.fullmatch(name)])
    return host, unquote(parts.path).rstrip("/"), kept


def _post_at(address: str) -> str:
    host, path, query = split_address(address)
    if host in _X and (found := _X_POST.match(path)):
        return f"x:{found[1]}"
    if host == "bsky.app" and (found := _BLUESKY_POST.match(path)):
        return f"bluesky:{found[1]}/{found[2]}"
    if host in _THREADS and (found := _THREADS_POST.match(path)):
        return f"threads:{found[1]}"
    if host not in _X | _THREADS and (found := _FEDIVERSE_POST.match(path)):
        return f"mastodon:{host}/{found[1] or found[2] or found[3]}"
    return f"//{host}{path}" + (f"?{query}" if query else "")
