"""Write static/build/templates.js, or the file that is named."""

from __future__ import annotations

import sys
from pathlib import Path

from webapp import create_app
from webapp.config import ROOT
from webapp.frontend.jinja2js import NoTwin, write_templates
from webapp.routes import SCREENS

file = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "static/build/templates.js"
names = {name for screen in SCREENS.values() for name in (screen.page, screen.part) if name}
try:
    env = create_app(database_url="sqlite://").jinja_env
    write_templates(env, names, file, ROOT / "static/worker")
except NoTwin as error:
    sys.exit(str(error))
