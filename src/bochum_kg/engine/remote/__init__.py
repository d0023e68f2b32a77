"""Any SPARQL 1.1 server as engine."""

from bochum_kg.engine.remote.engine import UNION, RemoteEngine

__all__ = ["UNION", "RemoteEngine"]
