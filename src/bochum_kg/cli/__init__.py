"""The command ``bochum-kg``."""

from bochum_kg.cli.commands import main

__all__ = ["main"]
