"""The quality of the data."""

from typing import Final

from bochum_kg import queries
from bochum_kg.describe import names
from bochum_kg.describe.questions import question
from bochum_kg.filenames import REPORT
from bochum_kg.web.topics.topic import Choice, Topic
from bochum_kg.web.views.findings import read_findings
from bochum_kg.web.views.quality import QUALITY as PATH
from bochum_kg.web.views.quality import QualityView, Report, mentioned, quality

__all__ = ["QUALITY"]

_CHECKS: Final = "checks"


def _quality(choice: Choice) -> QualityView:
    coverage, gaps = (choice.engine.select(question(name)) for name in ("coverage", "gaps"))
    findings = read_findings(choice.files[REPORT])
    called = names(choice.engine, mentioned(coverage, findings))
    checks = [queries.read(name) for name in queries.names(_CHECKS)]
    report = Report(coverage, gaps, findings, called, checks)
    return quality(report, choice.release.manifest, choice.release.id, choice.reader)


QUALITY: Final = Topic(PATH, "quality.html", _quality)
