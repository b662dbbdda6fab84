"""The list of receipts, rendered by Jinja and by the compiled templates; and what they weigh.

python -m bench.templates
"""

from __future__ import annotations

import gzip
import json
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import ms, say, table
from webapp import create_app
from webapp.config import ROOT
from webapp.frontend.build import require_node
from webapp.frontend.jinja2js import write_templates
from webapp.routes import SCREENS

ROWS = 200
TEMPLATE = "receipts/_list.html"
ROUNDS = 60
IN_NODE = """
import { readFileSync } from "node:fs";
const [module, rounds] = process.argv.slice(1);
const { render, globals } = await import(module);
globals.asset = (name) => `/static/build/${name}`;
const context = JSON.parse(readFileSync(0, "utf-8"));
const times = [];
for (let round = 0; round < rounds; round += 1) {
  const start = performance.now();
  render("receipts/_list.html", context);
  times.push(performance.now() - start);
}
console.log(JSON.stringify(times));
"""


def context() -> dict[str, object]:
    row = {
        "id": "0190b3c4-7d2e-7000-8000-000000000000",
        "place": "가나병원 & 다라의원",
        "rev": 3,
        "day": "2023-05-31",
        "days": "5월 31일",
        "kind": "외래",
        "member": "엄마",
        "counted": 123_400,
        "uncounted": 5_600,
    }
    months = [{"label": "2023년 5월", "rows": [row] * ROWS}]
    sums = {"first_page": True, "count": ROWS, "counted": 24_680_000, "uncounted": 1_120_000}
    return {"months": months, "filter": {}, "more": "", **sums}


def main() -> None:
    node = require_node().node
    env = create_app(database_url="sqlite://").jinja_env
    env.globals["asset"] = lambda name: f"/static/build/{name}"
    names = {name for screen in SCREENS.values() for name in (screen.page, screen.part) if name}
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder) / "templates.mjs"
        write_templates(env, names, module, ROOT / "static/worker")
        by_javascript = subprocess.run(
            [node, "--input-type=module", "-e", IN_NODE, module.as_uri(), str(ROUNDS)],
            input=json.dumps(context()),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        weights = [(name, *weight(node, path)) for name, path in parts(module)]
    say("Templates", f"A list of {ROWS} receipts, {ROUNDS} times.")
    times = json.loads(by_javascript)
    rows = [("Jinja", in_python(env.get_template(TEMPLATE))), ("compiled, Node", times)]
    table(
        ("renderer", "first", "median"),
        [(name, ms(found[0]), ms(median(found))) for name, found in rows],
    )
    say("Weight", "Minified by esbuild, before and after gzip.")
    table(("part", "bytes", "gzip"), [(name, f"{raw:,}", f"{gz:,}") for name, raw, gz in weights])


def in_python(template: object) -> list[float]:
    found = []
    for _ in range(ROUNDS):
        start = perf_counter()
        template.render(**context())  # type: ignore[attr-defined]
        found.append((perf_counter() - start) * 1000)
    return found


def parts(module: Path) -> list[tuple[str, Path]]:
    worker = ROOT / "static/worker"
    return [
        ("runtime and all templates", module),
        *((f"{name} alone", worker / name) for name in ("jinja.js", "filters.js", "gettext.js")),
    ]


def weight(node: str, file: Path) -> tuple[int, int]:
    """Bytes as bundled, or of the one file where it is a part of the runtime."""
    esbuild = [node, "node_modules/esbuild/bin/esbuild", str(file), "--minify", "--charset=utf8"]
    bundled = ["--bundle"] if file.suffix == ".mjs" or file.name == "jinja.js" else []
    made = subprocess.run(
        [*esbuild, *bundled, "--format=esm"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    return len(made), len(gzip.compress(made, 9))


if __name__ == "__main__":
    main()
