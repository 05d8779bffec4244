"""The data of a run as an SVG: chart.py DATA SVG

One axis for all, how many times as long as citygate; the size by the mark, which reads without colours too. Names stand
above their marks, so that the picture is as readable at 500 pixels as at 1,400.
"""

import sys

import matplotlib
from matplotlib import pyplot

from report import SHOWN, machine, ratio, read, rows_of, sizes_of

MARKS = [("o", "white"), ("s", "0.6"), ("D", "black")]
GREY = "0.45"
# Inches: 72 points each, so 500 points are 500 pixels of the narrow picture.
WIDTH, ROW, HEAD = 500 / 72, 0.42, 0.75


def contestants(data, job):
    """Names to show, without the one that all are compared with, and their ratios by size."""
    rows, names = rows_of(data, job), SHOWN[job][1]
    base = next(iter(names))
    for name, label in names.items():
        ratios = [ratio(rows, name, users) for users in sizes_of(data, job)]
        if name != base and any(ratios):
            yield label.replace("**", ""), ratios


def draw(data, job, axes, limits):
    entries = list(contestants(data, job))
    axes.set_ylim(len(entries) - 0.5, -0.9)
    axes.set_xscale("log")
    axes.set_xlim(*limits)
    axes.axvline(1, color="black", linewidth=1.5)
    for place, (label, ratios) in enumerate(entries):
        axes.axhline(place, color="0.85", linewidth=0.8, zorder=0)
        axes.text(limits[0] * 1.15, place - 0.46, label, fontsize=9.5, va="center", zorder=2,
                  bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})
        for figure, (mark, fill) in zip(ratios, MARKS):
            if figure is not None:
                axes.plot(figure, place, mark, markersize=6.5, markerfacecolor=fill, markeredgecolor="black", zorder=3)
    title = SHOWN[job][0]
    axes.set_title(title, loc="left", fontsize=11, fontweight="bold", pad=20)
    for place, ((mark, fill), users) in enumerate(zip(MARKS, sizes_of(data, job))):
        axes.plot([], [], mark, markerfacecolor=fill, markeredgecolor="black", label=f"{users:,} users")
    axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=3, frameon=False, fontsize=9, borderpad=0,
                handletextpad=0.1, columnspacing=1)
    axes.xaxis.set_major_formatter(lambda figure, _: f"{figure:,.3g} ×" if figure < 1000 else f"{figure:,.0f} ×")
    axes.grid(axis="x", which="major", color="0.9")
    axes.tick_params(axis="x", labelsize=9)
    axes.minorticks_off()
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    return len(entries)


def main(source, target):
    data = read(source)
    jobs = [job for job in SHOWN if sizes_of(data, job)]
    counts = [len(list(contestants(data, job))) for job in jobs]
    every = [figure for job in jobs for _, ratios in contestants(data, job) for figure in ratios if figure]
    limits = min(every) / 3, max(every) * 2
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "citygate", "font.family": "sans-serif",
                                "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"]})
    heights = [count * ROW + HEAD for count in counts]
    figure, all_axes = pyplot.subplots(len(jobs), figsize=(WIDTH, sum(heights) + 1.1), squeeze=False,
                                       layout="constrained", gridspec_kw={"height_ratios": heights})
    for job, axes in zip(jobs, all_axes[:, 0]):
        draw(data, job, axes, limits)
    all_axes[-1, 0].set_xlabel("times as long as citygate (logarithmic; left of 1: faster than citygate)", fontsize=9.5)
    figure.suptitle(f"{data['date']}, {machine(data)}", x=0.01, ha="left", fontsize=9.5, color=GREY)
    figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    main(*sys.argv[1:])
