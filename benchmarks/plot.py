"""A picture of the questions one by one: a row for each, a mark for each server, on a logarithmic axis."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.measuring import Result

__all__ = ["draw"]

#: Colours that colour-blind readers tell apart (Okabe and Ito), each with a shape of its own.
_MARKS: Final = (("#0072b2", "o"), ("#d55e00", "s"), ("#009e73", "^"), ("#cc79a7", "D"), ("#6b6b6b", "v"))


def draw(results: Sequence[Result], file: Path) -> None:
    """Draw the medians of the questions that each server answered, in milliseconds, as SVG."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "bochum-kg"
    from matplotlib import pyplot as plt

    names = list(results[0].rows)
    figure, axes = plt.subplots(figsize=(9, 8), layout="constrained", facecolor="white")
    for one, (colour, shape) in zip(results, _MARKS, strict=False):
        answered = [(timing.median, names.index(name)) for name, timing in one.alone.items() if timing.per_second]
        medians, places = zip(*answered, strict=True) if answered else ((), ())
        axes.scatter(medians, places, c=colour, marker=shape, label=one.server.name, zorder=2)
    axes.set(
        xscale="log", xlabel="median of one new query, one client (ms; less is better)", ylabel="competency question"
    )
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.grid(axis="x", color="#dddddd", zorder=1)
    figure.legend(loc="outside upper center", ncols=len(results), frameon=False)
    figure.savefig(file, metadata={"Date": None})
