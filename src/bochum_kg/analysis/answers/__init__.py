"""What each verb says of a network, as tables with the notes that honest reading needs."""

from bochum_kg.analysis.answers.networks import (
    communities_table,
    core_table,
    evolve_table,
    mixing_table,
    relatedness_table,
    significance_table,
    summary_table,
)
from bochum_kg.analysis.answers.nodes import (
    bridges_table,
    brokers_table,
    centrality_table,
    coverage_table,
    project_table,
    robustness_table,
)

__all__ = [
    "bridges_table",
    "brokers_table",
    "centrality_table",
    "communities_table",
    "core_table",
    "coverage_table",
    "evolve_table",
    "mixing_table",
    "project_table",
    "relatedness_table",
    "robustness_table",
    "significance_table",
    "summary_table",
]
