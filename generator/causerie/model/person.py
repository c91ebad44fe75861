"""People who host or are invited, and their accounts on platforms."""

from __future__ import annotations

from causerie.frozen import frozen
from causerie.model.platform import profile_url


@frozen
class Account:
    """A handle on a platform, without a leading '@' (Mastodon's as `user@instance`)."""

    platform: str
    handle: str

    @property
    def url(self) -> str:
        """The profile page, or an empty string where the platform has no public one."""
        return profile_url(self.platform, self.handle)


@frozen(kw_only=True)
class Person:
    """Someone in people.yml."""

    id: str
    name: str
    bio: str = ""
    url: str = ""
    accounts: tuple[Account, ...] = ()

    def account(self, platform: str) -> Account | None:
        """The person's account on a platform."""
        return next((a for a in self.accounts if a.platform == platform), None)
