"""Engines that answer SPARQL: one interface, one implementation inside and one for any server."""

from bochum_kg.engine.base import IRI, Answer, Bindings, BlankNode, Engine, Form, Literal, Row, Term

__all__ = ["IRI", "Answer", "Bindings", "BlankNode", "Engine", "Form", "Literal", "Row", "Term"]
