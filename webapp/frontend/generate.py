"""The worker's generated sources: the law's data, the contract, the catalogues, the templates;
and the typeface.

    python -m webapp.frontend.generate

Needs the app and its packages; `build.py`, which needs neither, runs it as a program.
"""

from __future__ import annotations

import sys

from webapp import create_app
from webapp.config import ROOT
from webapp.frontend import catalogues, contract, fonts, law_data
from webapp.frontend.jinja2js import NoTwin, write_templates

TEMPLATES = "static/worker/generated/templates.js"


def main() -> None:
    law_data.write(ROOT)
    contract.write(ROOT)
    catalogues.write(ROOT)
    fonts.write(ROOT)
    env = create_app(database_url="sqlite://").jinja_env
    write_templates(env, contract.templates(), ROOT / TEMPLATES, ROOT / "static/worker")


if __name__ == "__main__":
    try:
        main()
    except NoTwin as error:
        sys.exit(str(error))
