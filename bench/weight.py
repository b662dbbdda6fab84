"""What the worker weighs and what of it; what a first visit takes over the wire."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import brotli

from bench.family import YEAR, Family
from bench.report import Aim, progress, say, table
from bench.server import ROOT, Running
from webapp.frontend.budget import FIRST_VISIT, KB, Fetch, Sent, first_visit, kb, total
from webapp.frontend.build import GENERATED, OUTPUT, WORKER, require_node

LIGHT = 15 * KB
DATA = {"templates": "the templates", "law-data": "the law's data", "contract": "the contract"}
KEPT = re.compile(r'\[("/static/[^]]+)\]')  # by the worker, which asks for it anew
SPOKEN = re.compile(r'"(/static/build/languages-[^"]+)"')


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes: as they are, by gzip -9, by brotli at its best."""

    plain: int
    gzip: int
    brotli: int

    @classmethod
    def of(cls, content: bytes) -> Weight:
        return cls(len(content), len(gzip.compress(content, 9)), len(brotli.compress(content)))

    @property
    def cells(self) -> tuple[str, str, str]:
        return kb(self.plain), kb(self.gzip), kb(self.brotli)


def measure(app: Running, family: Family) -> list[Aim]:
    progress("weighing")
    return [*of_worker(), *of_first_visit(app, family)]


def of_worker() -> list[Aim]:
    """Each part is minified and packed by itself: they do not add up to the whole."""
    built = ROOT / OUTPUT
    whole = Weight.of((built / "sw.js").read_bytes())
    lawless = Weight.of(bundled("law-data")[0])
    code, inputs = bundled(*DATA)
    parts = {
        "/sw.js in all": whole,
        **{f"of it {what}": Weight.of(minified(name)) for name, what in DATA.items()},
        "of it the code: all but those three": Weight.of(code),
        "/sw.js without the law's data": lawless,
        "English, loaded by whoever wants it": Weight.of(next(built.glob("lang*.js")).read_bytes()),
    }
    say("Weight of the worker", "Minified, by gzip -9 and by brotli; KB of 1,000 bytes.")
    table(("part", "minified", "gzip", "brotli"), [(n, *w.cells) for n, w in parts.items()])
    say("The worker's code", "Minified bytes by folder, from esbuild's metafile.")
    table(("folder", "minified"), [(name, kb(size)) for name, size in by_folder(inputs)])
    small = Weight.of(code).gzip
    return [
        light("worker without the law's data, gzip", lawless.gzip, LIGHT),
        light("worker's code without templates and data, gzip", small, LIGHT),
    ]


def light(figure: str, size: int, most: int) -> Aim:
    return Aim(figure, f"≤ {kb(most)}", kb(size), size <= most)


def bundled(*without: str) -> tuple[bytes, dict[str, int]]:
    """The worker less some generated modules, and how many bytes each input gave."""
    with tempfile.TemporaryDirectory() as name:
        made, meta = Path(name, "worker.js"), Path(name, "meta.json")
        left_out = [f"--external:*/generated/{each}.js" for each in without]
        esbuild(WORKER, "--bundle", f"--outfile={made}", f"--metafile={meta}", *left_out)
        [output] = json.loads(meta.read_text())["outputs"].values()
        inputs = {path: each["bytesInOutput"] for path, each in output["inputs"].items()}
        return made.read_bytes(), inputs


def minified(name: str) -> bytes:
    """A generated module by itself."""
    return esbuild(f"{GENERATED}/{name}.js")


def esbuild(source: str, *arguments: str) -> bytes:
    command = [require_node().node, "node_modules/esbuild/bin/esbuild", source, *arguments]
    always = ["--minify", "--charset=utf8", "--target=es2022", "--format=esm", "--log-level=error"]
    return subprocess.run([*command, *always], cwd=ROOT, capture_output=True, check=True).stdout


def by_folder(inputs: dict[str, int]) -> list[tuple[str, int]]:
    """The largest first."""
    sizes: dict[str, int] = {}
    for path, size in inputs.items():
        folder = str(Path(path).parent)
        sizes[folder] = sizes.get(folder, 0) + size
    return sorted(sizes.items(), key=lambda each: -each[1])


def of_first_visit(app: Running, family: Family) -> list[Aim]:
    """Somebody who was never here; then what their browser gets behind the page."""
    fetch = over_the_wire(app.url)
    page = first_visit(fetch)
    worker = Sent.by(fetch, "/sw.js")
    behind = [worker, *(Sent.by(fetch, path) for path in installed(worker))]
    cookie = {"Cookie": f"device={family.key}"}
    screens = (f"/?year={YEAR}", "/receipts", "/receipts/new")
    later = [Sent.by(fetch, path, cookie) for path in screens]
    say(
        "On the wire",
        "Bodies and headers as the server sends them to a browser. The first visit is the "
        f"home screen without a household; the pages after it have {family.size:,} receipts.",
    )
    rows = [(each.path, each.encoding, kb(each.size)) for each in page]
    rows.append(("the first visit of the home screen", "", kb(total(page))))
    rows += [(f"behind it: {each.path}", each.encoding, kb(each.size)) for each in behind]
    rows.append(("all that comes behind it", "", kb(total(behind))))
    rows += [(f"later: {each.path}", each.encoding, kb(each.size)) for each in later]
    table(("what", "encoding", "sent"), rows)
    return [light("first visit of the home screen, on the wire", total(page), FIRST_VISIT)]


def over_the_wire(address: str) -> Fetch:
    def fetch(path: str, asking: Mapping[str, str]) -> tuple[bytes, list[tuple[str, str]]]:
        with urlopen(Request(address + path, headers=dict(asking))) as answer:
            return answer.read(), answer.getheaders()

    return fetch


def installed(worker: Sent) -> list[str]:
    """What the worker loads when it is installed."""
    kept = KEPT.search(worker.text)
    return [*SPOKEN.findall(worker.text), *(json.loads(f"[{kept[1]}]") if kept else [])]
