"""Measures of networks: pure functions on networkx graphs, each with definition, range, source and reading."""
