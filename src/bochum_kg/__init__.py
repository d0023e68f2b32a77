"""The Bochum Strategie 2030 as one linked-data knowledge graph."""
