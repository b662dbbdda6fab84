"""The app's own icon as PNG, in the sizes that phones ask for, with hashed names.

Standard library alone, like the build that calls it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

# Logical name → drawing and size in pixels. iOS cuts its own corners, so it gets the full ground.
ICONS = {
    "icon-192.png": ("static/icons/icon.svg", 192),
    "icon-512.png": ("static/icons/icon.svg", 512),
    "maskable-192.png": ("static/icons/maskable.svg", 192),
    "maskable-512.png": ("static/icons/maskable.svg", 512),
    "apple-touch-icon.png": ("static/icons/maskable.svg", 180),
}
SCRIPT = Path(__file__).with_name("rasterise.js")

RunNode = Callable[[list[str]], None]


def write(root: Path, made: Path, run_node: RunNode) -> dict[str, str]:
    """Draw every icon into `made`; returns logical name → file name."""
    jobs = [
        {"source": str(root / source), "size": size, "target": str(made / name)}
        for name, (source, size) in ICONS.items()
    ]
    run_node([str(SCRIPT), json.dumps(jobs)])
    return {name: with_hash(made / name) for name in ICONS}


def with_hash(file: Path) -> str:
    """Put a hash of its content into the file's name; returns the new name."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8].upper()
    name = f"{file.stem}-{digest}{file.suffix}"
    os.replace(file, file.with_name(name))
    return name
