"""YAML-LD and Turtle become graphs that remember the file and line of each statement."""

from bochum_kg.sources.corpus import DATA_FILES, Sources, read, without_collection
from bochum_kg.sources.origin import Mistake, Origin

__all__ = ["DATA_FILES", "Mistake", "Origin", "Sources", "read", "without_collection"]
