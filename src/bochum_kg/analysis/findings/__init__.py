"""Findings on the whole network: hedged sentences with the figures, interval, command and caveat of each."""

from collections.abc import Callable

from bochum_kg.analysis.findings.measured import Answers
from bochum_kg.analysis.findings.texts import FINDINGS, NOTHING, PAGE
from bochum_kg.analysis.projections import Source
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Cell, figure
from bochum_kg.analysis.usage import command
from bochum_kg.analysis.verbs import dump

__all__ = ["findings"]


def findings(source: Source, request: Request, show: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """Return the findings as a page of Markdown, with a manifest.

    Args:
        source: where to ask.
        request: language, seed and draws; the network is always the whole one.
        show: is told each step before it begins.
    """
    language = request.language
    title, introduction, caveat, repeat, query = PAGE[language]
    answers, manifests, parts = Answers(source, request, show), [], []
    for number, finding in enumerate(FINDINGS, start=1):
        values, result = finding.ask(answers)
        shown = {name: _shown(value, language) for name, value in values.items()}
        doubt = "" if finding.holds(values) else NOTHING[language]
        name = next(iter(result.manifest["queries"]))
        parts.append(
            f"{number}. {doubt}{finding.says[language].format(**shown)}\n\n"
            f"   *{caveat}:* {finding.caveat[language].format(**shown)}\n\n"
            f"   *{repeat}:* `{result.manifest['command']}` · *{query}:* `queries/projections/{name}.rq`\n"
        )
        manifests.append(result.manifest)
    head = introduction.format(release=source.release, draws=request.draws)
    page = "\n".join([title, "", head, "", *parts])
    manifest = {"command": command(request), "release": source.release, "findings": manifests}
    return {"findings.md": page.encode(), "manifest.json": dump(manifest)}


def _shown(value: Cell, language: str) -> str:
    """Write a figure with two significant digits, with a comma in German."""
    text = f"{value:.2g}" if isinstance(value, float) and not value.is_integer() else figure(value)
    return text.replace(".", ",") if language == "de" and isinstance(value, float) else text
