"""Bundles the browser code before the package is built, so that a wheel and a checkout carry the same."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["BundleHook"]

#: What npm runs: the pinned packages without their scripts, then ``frontend/build.mjs``.
_STEPS = (("ci", "--ignore-scripts", "--silent"), ("run", "--silent", "build"))


class BundleHook(BuildHookInterface[Any]):
    """Runs npm in ``frontend/``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle, except from an sdist, which carries it.

        Raises:
            FileNotFoundError: there is no npm.
            subprocess.CalledProcessError: npm could not do it, and has said why.
        """
        del version, build_data
        if Path(self.root, "PKG-INFO").is_file():
            return
        npm = shutil.which("npm")
        if npm is None:
            problem = "The browser code needs npm to be built: install Node.js 20 or newer, or call 'make install'."
            raise FileNotFoundError(problem)
        for step in _STEPS:
            subprocess.run([npm, *step], cwd=Path(self.root, "frontend"), check=True)  # noqa: S603 - fixed words
