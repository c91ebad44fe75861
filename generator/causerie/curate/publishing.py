"""Before a site is published: the checks, the commands, and those of them that a host asks to run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from causerie.curate.checked import Checked, PublishStep, Work
from causerie.curate.disk import Stamp, stamp_of
from causerie.curate.running import QUIET, Command, Runner
from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.problems import CauserieError

DEPLOY = "mkdocs gh-deploy --strict"
_NO_REPOSITORY = "not a git repository"
_NAME_REMOTE = "git remote add %s https://github.com/YOU/REPOSITORY.git"
_MAKE_REPOSITORY = ("git init --initial-branch main", "git add .", 'git commit -m "The site"')
_WORKFLOW = ".github/workflows/publish.yml"  # what `causerie new site` writes
_PREVIEW = "127.0.0.1:8000"  # where `mkdocs serve` listens
_SHOWN = 8  # files of a list
_PATIENCE = 30  # seconds that another machine may take to answer
_OPTION = re.compile(
    r"^(remote_name|remote_branch|dev_addr):[ \t]*[\"']?([\w.:/-]+)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE
)


@frozen
class _Said:
    status: int
    out: str


class Publisher:
    """Publishes the site of one mkdocs.yml by `mkdocs gh-deploy`, one thing at a time."""

    def __init__(self, config: Path, read_address: Callable[[], str]) -> None:
        """`read_address` says the site's address as mkdocs.yml has it now, or nothing."""
        self._config = config.resolve()
        self._root = self._config.parent
        self._runner = Runner(self._root)
        self._read_address = read_address
        self._address: tuple[Stamp | None, str] | None = None

    def check(self, work: Work, speech: Speech) -> Checked:
        """Whether the site has an address, the tree is clean, the remote answers, and nothing published is unknown."""
        site, step = self._check_address(speech)
        options = self._options()
        preview = f"http://{options.get('dev_addr', _PREVIEW)}{urlsplit(site).path or '/'}{work.address}"
        public = site and site + work.address
        top = self._git("rev-parse", "--show-toplevel")
        if top.status:
            missing, setup = self._explain_no_repository(top, speech)
            return Checked(
                steps=(step, missing), setup=setup, commands=("mkdocs build --strict",), preview=preview, public=public
            )
        remote, branch = _names(options)
        own, others = self._list_changed(work, Path(top.out.rstrip("\r\n")))
        steps = [step, *self._check_tree(own, others, speech)]
        setup = ()
        if self._git("remote", "get-url", remote).status:
            steps.append(_explain_no_remote(remote, speech))
            setup = (_NAME_REMOTE % remote,)
        else:
            steps += self._check_remote(remote, branch, speech)
        commands = [each.shown for each in self._list_commit(work, own)]
        if commands:
            has_upstream = not self._git("rev-parse", "--abbrev-ref", "@{upstream}").status
            commands.append("git push" if has_upstream else f"git push -u {remote} HEAD")
        return Checked(steps=tuple(steps), setup=setup, commands=(*commands, DEPLOY), preview=preview, public=public)

    def commit(self, work: Work, speech: Speech) -> Iterator[str]:
        """Commit the session's folder, forget.yml and sessions that questions are carried to; Git's lines as they come.

        Raises CauserieError where there is nothing to commit, or something runs already.
        """
        top = self._git("rev-parse", "--show-toplevel")
        own = self._list_changed(work, Path(top.out.rstrip("\r\n")))[0] if not top.status else ()
        commands = self._list_commit(work, own)
        if not commands:
            raise CauserieError(speech.text("There is nothing to commit."))
        return self._runner.run(
            commands, speech, speech.text("Committed."), speech.text("It failed. Nothing was committed.")
        )

    def deploy(self, speech: Speech) -> Iterator[str]:
        """Run `mkdocs gh-deploy`, its lines as they come. Raises CauserieError where something runs already."""
        words = (sys.executable, "-m", "mkdocs", "gh-deploy", "--strict", "--config-file", str(self._config))
        done, failed = speech.text("Published."), speech.text("It failed. Nothing was published.")
        return self._runner.run([Command(words, DEPLOY)], speech, done, failed)

    def _check_address(self, speech: Speech) -> tuple[str, PublishStep]:
        """The site's address, as it stands in mkdocs.yml now; `--strict` builds no site without."""
        stamp = stamp_of(self._config)
        if self._address is None or self._address[0] != stamp:
            try:
                self._address = (stamp, self._read_address())
            except CauserieError as error:
                return "", PublishStep(speech.text("mkdocs.yml cannot be read."), False, str(error))
        site = self._address[1]
        if site:
            return site, PublishStep(speech.text("The site’s address is %(address)s.", address=site), True)
        hint = speech.text(
            "Write it behind site_url: in mkdocs.yml, such as https://chats.example/. Calendars and feeds carry it."
        )
        if (self._root / _WORKFLOW).is_file():
            hint += " " + speech.text("(GitHub knows it by itself where it publishes what you push.)")
        return "", PublishStep(speech.text("The site’s address is missing."), False, hint)

    def _explain_no_repository(self, said: _Said, speech: Speech) -> tuple[PublishStep, tuple[str, ...]]:
        """Why Git has nothing to say here, and the lines that change it."""
        if _NO_REPOSITORY not in said.out:
            return PublishStep(speech.text("Git does not work here."), False, _reason(said.out)), ()
        text = speech.text("The site is in no Git repository yet.")
        hint = speech.text(
            "GitHub Pages wants one. Make an empty repository there, and type these lines in the site’s folder, once, "
            "with its address in the last one. The guide has every step, under Publishing."
        )
        return PublishStep(text, False, hint), (*_MAKE_REPOSITORY, _NAME_REMOTE % _names(self._options())[0])

    def _check_remote(self, remote: str, branch: str, speech: Speech) -> Iterator[PublishStep]:
        """Whether it answers, and what it says of the published branch."""
        heads = self._git("ls-remote", "--heads", remote, f"refs/heads/{branch}")
        if heads.status:
            text = speech.text("%(remote)s cannot be reached.", remote=remote)
            yield PublishStep(text, False, _reason(heads.out))
        else:
            yield PublishStep(speech.text("%(remote)s can be reached.", remote=remote), True)
            yield self._check_branch(remote, branch, heads.out.split("\t")[0].strip(), speech)

    def _list_changed(self, work: Work, top: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """What is not committed: what the page may have written, and what else there is in the site's folder.

        Raises CauserieError where Git does not say.
        """
        outside = [str(each) for each in work.paths if not each.is_relative_to(self._root)]
        said = self._git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".", *outside)
        if said.status:
            raise CauserieError(_reason(said.out))
        files = [Path(top, line[3:]) for line in said.out.split("\0") if line.strip()]
        own = tuple(each for each in files if any(each.is_relative_to(path.resolve()) for path in work.paths))
        return own, tuple(each for each in files if each not in own)

    def _list_commit(self, work: Work, files: Sequence[Path]) -> tuple[Command, ...]:
        """The commands that commit the changed files, named by what the page may have written."""
        changed = (each for each in work.paths if any(file.is_relative_to(each.resolve()) for file in files))
        shown = [self._shown(each) for each in changed]
        every = (("git", "add", "--", *shown), ("git", "commit", "-m", work.message, "--", *shown)) if shown else ()
        return tuple(Command(words, shlex.join(words)) for words in every)

    def _check_tree(self, own: Sequence[Path], others: Sequence[Path], speech: Speech) -> list[PublishStep]:
        """Whether what is published can be made again from what is committed."""
        steps = []
        if own:
            hint = speech.text("Commit it first, so that the site can be made again.")
            steps.append(PublishStep(speech.text("Not committed yet:"), False, hint, self._name_some(own, speech)))
        if others:
            text = speech.text("Changed, but not on this page:")
            hint = speech.text("Commit it yourself, or take the change back.")
            steps.append(PublishStep(text, False, hint, self._name_some(others, speech)))
        return steps or [PublishStep(speech.text("Everything is committed."), True)]

    def _name_some(self, files: Sequence[Path], speech: Speech) -> tuple[str, ...]:
        names = [self._shown(each) for each in files[:_SHOWN]]
        if len(files) > _SHOWN:
            names.append(speech.plural("%(number)s more file", "%(number)s more files", len(files) - _SHOWN))
        return tuple(names)

    def _shown(self, path: Path) -> str:
        """A path as one types it in the site's folder."""
        return Path(os.path.relpath(path.resolve(), self._root)).as_posix()

    def _check_branch(self, remote: str, branch: str, theirs: str, speech: Speech) -> PublishStep:
        """Whether all that the published branch holds is known here: else somebody published from elsewhere."""
        if not theirs:
            return PublishStep(speech.text("%(branch)s is new: this is the first time.", branch=branch), True)
        if self._git("cat-file", "-e", f"{theirs}^{{commit}}").status:
            text = speech.text("%(branch)s has something that is not here.", branch=branch)
            told = speech.text("Somebody has published from elsewhere. Fetch it first:")
            return PublishStep(text, False, f"{told} git fetch {remote} {branch}")
        return PublishStep(speech.text("%(branch)s has nothing that is not here.", branch=branch), True)

    def _options(self) -> dict[str, str]:
        """The few options of mkdocs.yml that say where things go."""
        try:
            return dict(_OPTION.findall(self._config.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError):
            return {}

    def _git(self, *arguments: str) -> _Said:
        try:
            done = subprocess.run(
                ["git", *arguments],
                cwd=self._root,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=_PATIENCE,
                env={**os.environ, **QUIET},
                check=False,
            )
        except FileNotFoundError:
            return _Said(127, "Git is not installed.")
        except subprocess.TimeoutExpired:
            return _Said(124, f"No answer for {_PATIENCE} seconds.")
        return _Said(done.returncode, done.stdout if not done.returncode else done.stderr)


def _names(options: Mapping[str, str]) -> tuple[str, str]:
    """The remote and the branch to publish to."""
    return options.get("remote_name", "origin").lstrip("-"), options.get("remote_branch", "gh-pages").lstrip("-")


def _explain_no_remote(remote: str, speech: Speech) -> PublishStep:
    text = speech.text("Git does not know yet where to send it: there is no %(remote)s.", remote=remote)
    hint = speech.text("Make an empty repository, at GitHub for example, and name its address with this line.")
    return PublishStep(text, False, hint)


def _reason(text: str) -> str:
    """Why a command failed, of all that it said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    fatal = (line.partition(":")[2].strip() for line in lines if line.startswith(("fatal:", "error:")))
    return next(fatal, lines[-1] if lines else "")
