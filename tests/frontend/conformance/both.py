"""Render a template twice, by Jinja and by the compiled JavaScript in one Node process."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations
from jinja2 import Environment

from webapp import create_app
from webapp.frontend import catalogues
from webapp.frontend.build import require_node
from webapp.frontend.jinja2js import compile_templates
from webapp.frontend.jinja2js.catalogue import compile_catalogue

HERE = Path(__file__).parent
WORKER = (HERE.parents[2] / "static/worker").as_uri()
ENGLISH = HERE.parents[2] / "webapp/translations/en"


@dataclass(frozen=True)
class Job:
    """One rendering; `module` is a file that `write_module` made."""

    module: Path
    template: str
    context: Mapping[str, Any]
    language: str = ""


def app_environment() -> Environment:
    """The app's own environment, with an `asset` that needs no build."""
    env = create_app(database_url="sqlite://", testing=True).jinja_env
    env.globals["asset"] = lambda name: f"/static/build/{name}"
    return env


def translated_environment() -> Environment:
    """The same, speaking the language of `catalogue`."""
    env = app_environment()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    env.install_gettext_translations(Translations(compiled), newstyle=True)  # type: ignore[attr-defined]
    env.globals["_"] = env.globals["gettext"]
    return env


def catalogue() -> Catalog:
    """Polish, because it has three plural forms."""
    found = Catalog(locale="pl")
    found.add("Save", "Zapisz & <b>")
    found.add("Hello %(who)s", "Cześć %(who)s")
    found.add("100%% %(name)s", "")
    found.add(("%(num)s day", "%(num)s days"), ("%(num)s dzień", "%(num)s dni", "%(num)s dnia"))
    found.add(("%(num)d <x>", "%(num)d <y>"), ("%(num)d a", "", "%(num)d c"))
    found.add("Open", "Otwórz", context="menu")
    found.add(
        ("one %(w)s", "%(num)s %(w)s"), ("1 %(w)s", "2 %(w)s", "%(num)s %(w)s"), context="menu"
    )
    found.add("Hi", "Nie tak", flags=["fuzzy"])
    return found


def write_module(env: Environment, names: Sequence[str], file: Path) -> Path:
    file.write_text(
        compile_templates(env, names, WORKER)
        + f'export {{ speak }} from "{WORKER}/gettext.js";\n'
        + f"const pl = {compile_catalogue(catalogue())};\n"
        + f"const en = {compile_catalogue(catalogues.read(ENGLISH))};\n"
        + "export const catalogues = { pl, en };\n",
        "utf-8",
    )
    return file


def by_jinja(env: Environment, job: Job) -> str | None:
    """What Jinja renders; None where it raises."""
    try:
        return env.get_template(job.template).render(**job.context)
    except Exception:
        return None


def by_javascript(jobs: Sequence[Job]) -> list[dict[str, str]]:
    """`{"text"}` or `{"error"}` for each job."""
    asked = [
        {
            "module": job.module.as_uri(),
            "template": job.template,
            "context": as_json(job.context),
            "language": job.language,
        }
        for job in jobs
    ]
    done = subprocess.run(
        [require_node().node, HERE / "render.js"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def as_json(value: Any) -> Any:
    """Dicts with keys that are numbers go as Maps, as the worker's presenters have to give them."""
    if isinstance(value, Mapping):
        if all(isinstance(key, str) and not key.isdigit() for key in value):
            return {key: as_json(each) for key, each in value.items()}
        return {"$map": [[key, as_json(each)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    assert value is None or isinstance(value, str | int), repr(value)
    return value
