"""The service: the SPARQL endpoint and a page for every thing."""
