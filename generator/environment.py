"""Sets up what the two README commands use: `.venv` with the project, and for the tests Debian and npm packages.

Standard library only. Whatever a machine does not allow becomes a sentence for the person in front of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
NPM_FOLDER = CHECKOUT / ".cache" / "npm"
STAMP = VENV / "causerie-installed.json"
# What the tests are installed from; `generator/lock.py` renews it. Of npm: Thunderbird's calendar parser, the Nu HTML
# checker, and what judges whether everybody can use a page. Lighthouse of version 12: later ones need a newer Node.js
# than Debian has, and later ones of 12 take 50 MB more.
LOCKED = CHECKOUT / "tests" / "locked"

# Programs that tests use: how to recognise them, and the Debian package that has them.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PROGRAMS = {
    "a Chromium browser": (BROWSERS, "chromium"),
    "a C compiler": (("gcc", "cc"), "gcc libc6-dev"),
    "Java": (("java",), "default-jre-headless"),
    "newsboat": (("newsboat",), "newsboat"),
    "Node.js": (("node",), "nodejs"),
    "npm": (("npm",), "npm"),
}
# What is no program: a file by which it is recognised, and the Debian package. Pictures of pages need the same fonts.
FILES = {
    "libical": (Path("/usr/include/libical/ical.h"), "libical-dev"),
    "Noto fonts": (Path("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"), "fonts-noto-core"),
}

_HASHED = ["--no-build-isolation", "--require-hashes", "-r"]
# What pip is asked for, one after the other. What builds packages comes first: then nothing is fetched to build one.
_INSTALLS = {
    "demo": [["-e", str(CHECKOUT)]],
    "test": [
        [*_HASHED, str(LOCKED / "build.txt")],
        [*_HASHED, str(LOCKED / "requirements.txt")],
        ["--no-build-isolation", "--no-deps", "-e", str(CHECKOUT)],
    ],
    "lowest": [["-c", str(LOCKED / "lowest.txt"), "-e", f"{CHECKOUT}[test]"]],
}


class SetUpError(Exception):
    """The machine lacks something that the command cannot do without; the message says what to do."""


def venv_program(name: str) -> Path:
    """Where a program of the virtual environment stands."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def install_project(purpose: str) -> None:
    """Make `.venv` and install the project into it: for "test" with the test tools, all of it locked, with hashes.

    For "lowest" with the oldest releases that are allowed. A stamp of what it was made from makes the next run skip it.
    """
    sources = [CHECKOUT / "pyproject.toml", *sorted(LOCKED.glob("*.txt"))]
    stamp = {
        "python": sys.version,
        "sources": hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest(),
        "purposes": ["demo"] if purpose == "demo" else ["demo", purpose],
    }
    known = _read_stamp()
    is_same = known.get("python") == stamp["python"] and known.get("sources") == stamp["sources"]
    if is_same and purpose in known.get("purposes", []):
        return
    is_of_other_age = "lowest" in (purpose, *known.get("purposes", []))  # pip would leave what is new enough
    if is_of_other_age or known.get("python") != sys.version or not venv_program("python").exists():
        _make_venv()
    print("Installing causerie and what it needs into .venv (a minute or two, the first time) …", flush=True)
    for arguments in _INSTALLS[purpose]:
        _retry(
            [str(venv_program("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments],
            "pip could not install the packages. Is this machine online?",
            {"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"},
        )
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def install_test_tools() -> list[str]:
    """Install the programs and npm packages that tests use; returns what is missing, a sentence each."""
    missing = _missing_tools()
    if missing and _may_use_apt():
        packages = " ".join(missing.values())
        print(f"Installing Debian packages: {packages} …", flush=True)
        if not _install_debian_packages(packages.split()):
            print("apt-get could not install them.", file=sys.stderr)
    reasons = [
        f"what needs {what}, which is not on this machine (Debian: apt-get install {packages})"
        for what, packages in _missing_tools().items()
    ]
    npm = shutil.which("npm")
    if npm and not _install_npm_packages(npm):
        reasons.append(f"what needs {', '.join(_npm_packages())}, which npm could not install")
    return reasons


def _missing_tools() -> dict[str, str]:
    """What is not on this machine, each with its Debian packages."""
    programs = {what: packages for what, (names, packages) in PROGRAMS.items() if not _find_program(names)}
    return programs | {what: packages for what, (file, packages) in FILES.items() if not file.exists()}


def _read_stamp() -> dict[str, Any]:
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _make_venv() -> None:
    """A fresh `.venv`; Debian's Python comes without what makes one, so it is installed where that is allowed."""
    try:
        import ensurepip  # noqa: F401 - only whether it is there
        import venv
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not _may_use_apt() or not _install_debian_packages([package]):
            raise SetUpError(
                f"This Python cannot make virtual environments. Install them first: sudo apt-get install {package}"
            ) from None
        # This process has already looked for the modules in vain: a new one makes the environment.
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
        if made.returncode:
            raise SetUpError(f"{package} is installed, but no environment could be made in {VENV}.") from None
        return
    print("Making .venv …", flush=True)
    venv.create(VENV, with_pip=True, clear=True)


def _find_program(names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _apt_prefix() -> list[str] | None:
    """How this user may run apt-get without being asked for a password; None where that is not possible."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _may_use_apt() -> bool:
    return _apt_prefix() is not None


def _install_debian_packages(packages: list[str]) -> bool:
    prefix = [*(_apt_prefix() or []), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    try:
        _retry([*prefix, "update"], "apt-get update failed.")
        _retry([*prefix, "install", "-y", "--no-install-recommends", *packages], "apt-get install failed.")
    except SetUpError:
        return False
    return True


def _install_npm_packages(npm: str) -> bool:
    """The npm packages under `.cache/npm`, without running their install scripts (some fetch browsers)."""
    if all(_npm_version(name) == version for name, version in _npm_packages().items()):
        return True
    print(f"Installing npm packages: {', '.join(_npm_packages())} …", flush=True)
    NPM_FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(LOCKED / name, NPM_FOLDER / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        _retry(command, "npm failed.", {"PUPPETEER_SKIP_DOWNLOAD": "1"}, NPM_FOLDER)
    except SetUpError:
        return False
    return True


def _npm_packages() -> dict[str, str]:
    """The packages that tests use themselves, and their versions."""
    wanted: dict[str, str] = json.loads((LOCKED / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return wanted


def _npm_version(name: str) -> str:
    try:
        text = (NPM_FOLDER / "node_modules" / name / "package.json").read_text(encoding="utf-8")
        return str(json.loads(text)["version"])
    except (OSError, ValueError, KeyError):
        return ""


def _retry(
    command: list[str], failure: str, environment: dict[str, str] | None = None, folder: Path = CHECKOUT
) -> None:
    """Run a command that uses the network, a second time when the first fails; raises SetUpError then."""
    for attempt in (1, 2):
        code = subprocess.run(command, cwd=folder, env={**os.environ, **(environment or {})}, check=False).returncode
        if code == 0:
            return
        if attempt == 1:
            print("That failed; once more in five seconds …", flush=True)
            time.sleep(5)
    raise SetUpError(f"{failure} The command was: {' '.join(command)}")
