"""The networks that measures are published of, as networkx ships them."""

import networkx as nx

__all__ = ["DAVIS", "FLORENCE", "KARATE", "MISERABLES", "WOMEN"]

DAVIS = nx.davis_southern_women_graph()
WOMEN = DAVIS.graph["top"]
KARATE = nx.karate_club_graph()
FLORENCE = nx.florentine_families_graph()
MISERABLES = nx.les_miserables_graph()
