"""Draw recall@1 against index speed, from points.csv into recall-speed.svg.

    python evals/benchmarks/plot.py

points.csv has a line a way: its name, characters indexed a second (speed.py index), and
recall@1 of the English and of the Chinese questions of XQuAD (retrieval.py), in per cent.
"""

from __future__ import annotations

import csv
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt

HERE = Path(__file__).parent


def main() -> None:
    """Two panels, one a language; ours are filled."""
    with (HERE / "points.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    mpl.rcParams.update({"svg.hashsalt": "qa", "font.size": 9})
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), sharex=True)
    for panel, language in zip(panels, ("English", "Chinese"), strict=True):
        for row in rows:
            x, y = float(row["characters a second"]), float(row[language])
            ours = row["way"].startswith("ours")
            panel.scatter(x, y, s=45, c="#1f6feb" if ours else "none", edgecolors="#1f6feb")
            panel.annotate(row["way"], (x, y), xytext=(5, 5), textcoords="offset points")
        panel.set(
            xscale="log", title=f"{language} questions", ylim=(0, 105), xlim=(10**4, 2 * 10**6)
        )
        panel.set_xlabel("indexed, characters a second")
        panel.grid(alpha=0.3)
    panels[0].set_ylabel("recall@1, %")
    figure.tight_layout()
    figure.savefig(HERE / "recall-speed.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
