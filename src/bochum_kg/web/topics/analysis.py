"""The network of institutions and the report on it, as the build computed them."""

from typing import Final

from bochum_kg.web.topics.topic import Choice, Topic
from bochum_kg.web.views.analysis import ANALYSIS as PATH
from bochum_kg.web.views.analysis import FILE, PARAMETERS, AnalysisView, analysis, read_networks

__all__ = ["ANALYSIS"]


def _analysis(choice: Choice) -> AnalysisView:
    content = choice.files.get(FILE)
    return analysis(read_networks(content) if content else None, choice.values, choice.reader)


ANALYSIS: Final = Topic(PATH, "analysis.html", _analysis, PARAMETERS, closed=True)
