"""Findings on the whole network."""


def findings(source, request, show): ...
