"""The cluster report."""


def report(source, request, show): ...
