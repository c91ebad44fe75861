"""What the two README commands set up: nothing twice, and a sentence where the machine does not allow it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GENERATOR = Path(__file__).resolve().parent.parent / "generator"


def run(
    script: str, *arguments: str, path: str | None = None, folder: Path = GENERATOR
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder), **({} if path is None else {"PATH": path})}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_help_names_both_commands() -> None:
    result = subprocess.run([sys.executable, str(GENERATOR), "--help"], capture_output=True, text=True, check=False)
    assert result.returncode == 0
    assert "demo" in result.stdout
    assert "test" in result.stdout


def test_wrong_use_ends_with_2() -> None:
    result = subprocess.run([sys.executable, str(GENERATOR), "dmeo"], capture_output=True, text=True, check=False)
    assert (result.returncode, "Traceback" in result.stderr) == (2, False)


def test_a_second_run_installs_nothing(tmp_path: Path) -> None:
    """With a stamp of this Python, pyproject.toml and locks there is nothing left to do, so nothing is run."""
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    script = f"""
import environment, hashlib, json, pathlib, sys
root = pathlib.Path({str(tmp_path)!r})
environment.CHECKOUT, environment.VENV, environment.STAMP = root, root / ".venv", root / ".venv" / "stamp.json"
environment.LOCKED = root / "locked"
environment.VENV.mkdir()
digest = hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest()
stamp = {{"python": sys.version, "sources": digest, "purposes": ["demo"]}}
environment.STAMP.write_text(json.dumps(stamp))
environment.install_project("demo")
print(sorted(path.name for path in environment.VENV.iterdir()))
"""
    assert run(script).stdout == "['stamp.json']\n"


def test_a_machine_without_programs_and_without_apt_is_told_what_is_missing(tmp_path: Path) -> None:
    script = f"""
import environment, json, pathlib
absent = pathlib.Path({str(tmp_path / "absent")!r})
environment.FILES = {{what: (absent, packages) for what, (_, packages) in environment.FILES.items()}}
print(json.dumps(environment.install_test_tools()))
"""
    result = run(script, path=str(tmp_path))
    missing = json.loads(result.stdout)
    assert "what needs Java, which is not on this machine (Debian: apt-get install default-jre-headless)" in missing
    assert "what needs libical, which is not on this machine (Debian: apt-get install libical-dev)" in missing
    assert "what needs Noto fonts, which is not on this machine (Debian: apt-get install fonts-noto-core)" in missing
    assert len(missing) == 8


def test_a_python_that_cannot_make_environments_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError", encoding="utf-8")
    script = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
import environment, pathlib
environment.VENV = pathlib.Path({str(tmp_path / ".venv")!r})
try:
    environment._make_venv()
except environment.SetUpError as error:
    print(error)
"""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert run(script, path=str(tmp_path)).stdout == (
        f"This Python cannot make virtual environments. Install them first: sudo apt-get install {package}\n"
    )


def test_the_demo_takes_the_next_port_when_somebody_has_the_wanted_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        script = (
            f"import __main__, runpy; print(runpy.run_path({str(GENERATOR)!r}, run_name='x')['find_free_port']({port}))"
        )
        found = int(run(script).stdout)
    assert port < found < port + 50


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_what_fails_twice_becomes_a_sentence_and_not_a_traceback(tmp_path: Path) -> None:
    script = """
import environment
environment.time.sleep = lambda seconds: None
environment._retry(["false"], "The network is away.")
"""
    result = run(script)
    assert result.stderr.splitlines()[-1] == "environment.SetUpError: The network is away. The command was: false"
    assert result.stdout == "That failed; once more in five seconds …\n"
