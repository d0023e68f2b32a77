"""SHACL says what is wrong in the sources, at which line, and what to do about it."""

from bochum_kg.validate.checking import ENGINES, EngineName, validate
from bochum_kg.validate.document import with_tables
from bochum_kg.validate.report import Finding, Report
from bochum_kg.validate.rules import Rule, read_rules

__all__ = ["ENGINES", "EngineName", "Finding", "Report", "Rule", "read_rules", "validate", "with_tables"]
