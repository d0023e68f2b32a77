"""The graph as networks: named projections with their evidence, and measures that say how sure they are."""

from bochum_kg.analysis.choosing import Options
from bochum_kg.analysis.measures.centralities import Centrality, centrality
from bochum_kg.analysis.measures.change import Change, centralisation, evolve
from bochum_kg.analysis.measures.cores import CorePeriphery, core_numbers, core_periphery
from bochum_kg.analysis.measures.failing import Coverage, Robustness, coverage, cut_points, robustness
from bochum_kg.analysis.measures.fields import Bridges, Relatedness, bridges, relatedness
from bochum_kg.analysis.measures.grouping import Communities, adjusted_rand, communities, consensus, modularity
from bochum_kg.analysis.measures.holes import (
    Brokerage,
    BrokerageRoles,
    StructuralHoles,
    brokerage,
    structural_holes,
)
from bochum_kg.analysis.measures.mixing import AttributeMixing, attribute_mixing
from bochum_kg.analysis.measures.significance import NullInterval, PairTest, pair_significance, weave
from bochum_kg.analysis.measures.summary import Ranked, Summary, rank_ranges, summary
from bochum_kg.analysis.measures.twomode import (
    TwoModeCentrality,
    curveball,
    newman_projection,
    robins_alexander,
    two_mode_centrality,
)
from bochum_kg.analysis.projections import PROJECTIONS, Network, Source, open_release, project

__all__ = [
    "PROJECTIONS",
    "AttributeMixing",
    "Bridges",
    "Brokerage",
    "BrokerageRoles",
    "Centrality",
    "Change",
    "Communities",
    "CorePeriphery",
    "Coverage",
    "Network",
    "NullInterval",
    "Options",
    "PairTest",
    "Ranked",
    "Relatedness",
    "Robustness",
    "Source",
    "StructuralHoles",
    "Summary",
    "TwoModeCentrality",
    "adjusted_rand",
    "attribute_mixing",
    "bridges",
    "brokerage",
    "centralisation",
    "centrality",
    "communities",
    "consensus",
    "core_numbers",
    "core_periphery",
    "coverage",
    "curveball",
    "cut_points",
    "evolve",
    "modularity",
    "newman_projection",
    "open_release",
    "pair_significance",
    "project",
    "rank_ranges",
    "relatedness",
    "robins_alexander",
    "robustness",
    "structural_holes",
    "summary",
    "two_mode_centrality",
    "weave",
]
