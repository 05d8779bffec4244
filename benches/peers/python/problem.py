"""A problem as it comes from the harness: columns in files."""

import json
from pathlib import Path

import numpy as np

CLASSES = 6


class Problem:
    def __init__(self, folder):
        self.folder = Path(folder)
        description = json.loads((self.folder / "problem.json").read_text())
        self.job, self.users, self.sets = (description[key] for key in ("job", "users", "sets"))
        self.description = description

    def column(self, name, kind, *shape):
        """A column of every set of users, of this shape for each of them."""
        return np.fromfile(self.folder / name, dtype=kind).reshape(self.sets, *shape)


def class_starts(classes):
    """Where each class begins, of users that are in the order of their classes."""
    return np.searchsorted(classes, np.arange(CLASSES))


def totals(classes, amounts):
    """What each class gets."""
    return np.bincount(classes, weights=amounts, minlength=CLASSES)
