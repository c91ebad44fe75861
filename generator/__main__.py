"""The two commands of the README: `python3 generator demo` and `python3 generator test`.

They need nothing but git and Python 3.11, set up what they use inside the checkout, and import nothing of the package:
they run before it is installed. The set-up itself is in `environment.py`.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit("causerie needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

import argparse
import os
import socket
import subprocess

from environment import CHECKOUT, SetUpError, install_project, install_test_tools, venv_program


def main() -> int:
    """Run one of the two commands; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 generator", description="Build and serve causerie's demo, or run its tests."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="build the demo and show it in a browser")
    demo.add_argument("--port", type=int, default=8000, help="where to serve it (default: 8000)")
    demo.add_argument("--build-only", action="store_true", help="build it into site/ and stop")
    test = commands.add_parser("test", help="run every check; further arguments go to pytest")
    test.add_argument("--lowest", action="store_true", help="with the oldest releases that are allowed")
    test.add_argument("pytest", nargs=argparse.REMAINDER, help="for example: tests/records -k hashtag")
    given = parser.parse_args()
    try:
        if given.command == "demo":
            return show_demo(given.port, given.build_only)
        return run_tests(given.pytest, "lowest" if given.lowest else "test")
    except SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def show_demo(port: int, build_only: bool) -> int:
    """Build the demo strictly and serve it until Ctrl+C."""
    install_project("demo")
    built = run_tool("mkdocs", "build", "--strict")
    if built or build_only:
        print("\nThe demo is not built; see above." if built else f"\nThe demo is in {CHECKOUT / 'site'}.")
        return built
    port = find_free_port(port)
    print(f"\nThe demo is on http://127.0.0.1:{port}/ once 'Serving' appears below. Ctrl+C ends it.\n", flush=True)
    return run_tool("mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}")


def run_tests(pytest_arguments: list[str], purpose: str) -> int:
    """Run the linters and the tests, all of them even when one fails, and say plainly what was skipped."""
    is_complete = os.environ.get("CAUSERIE_TESTS_COMPLETE") == "1"
    install_project(purpose)
    skipped = install_test_tools()
    if skipped and is_complete:
        raise SetUpError("Nothing may be skipped here, but:\n  " + "\n  ".join(skipped))
    checks = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "import-linter": ["lint-imports"],
        "pytest": ["pytest", "-n", "2", *pytest_arguments],
    }
    failed = []
    for name, command in checks.items():
        print(f"\n-- {name}", flush=True)
        if run_tool(*command):
            failed.append(name)
    print()
    for reason in skipped:
        print(f"Not tested: {reason}")
    print(f"Failed: {', '.join(failed)}." if failed else "Every check passed.")
    return 1 if failed else 0


def run_tool(tool: str, *arguments: str) -> int:
    """Run a program of the environment in the checkout; returns its exit code."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    return subprocess.run([str(venv_program(tool)), *arguments], cwd=CHECKOUT, env=environment, check=False).returncode


def find_free_port(wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SetUpError(f"Ports {wanted} to {wanted + 49} are all in use. Choose another with --port.")


if __name__ == "__main__":
    sys.exit(main())
