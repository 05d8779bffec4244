"""The peers in Python, told by the harness what to solve: a line of JSON in, a line of JSON out. worker.py FOLDER"""

import gc
import json
import os
import sys
import time
import traceback
from importlib.metadata import version
from pathlib import Path

import numpy as np

import highs_peers
import numpy_peers
import pywr_peers
from problem import Problem

CONTESTANTS = {**numpy_peers.CONTESTANTS, **highs_peers.CONTESTANTS, **pywr_peers.CONTESTANTS}


class Worker:
    def __init__(self, folder):
        self.folder = Path(folder)

    def versions(self, _):
        packages = [f"{name} {version(name)}" for name in ("numpy", "highspy", "pywr")]
        return {"versions": [f"Python {sys.version.split()[0]}", *packages]}

    def open(self, _):
        self.problem, self.contestants = Problem(self.folder), {}
        return {}

    def contestant(self, question):
        name = question["name"]
        if name not in self.contestants:
            self.contestants[name] = CONTESTANTS[self.problem.job, name](self.problem)
        return self.contestants[name]

    def time(self, question):
        """Processor time of the whole process; if it is to be warm, one run before does not count."""
        contestant, instances = self.contestant(question), question["instances"]
        if question["is_warm"]:
            contestant.run(instances[-1])
        gc.collect()
        start = time.process_time()
        for instance in instances:
            contestant.run(instance)
        return {"seconds": time.process_time() - start}

    def answer(self, question):
        of, figures = self.contestant(question).answer(question["instance"])
        np.ascontiguousarray(figures, dtype="<f8").tofile(self.folder / "answer")
        return {"of": of}


def main():
    # Solvers print what they like: to where errors go.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    worker = Worker(sys.argv[1])
    for line in sys.stdin:
        question = json.loads(line)
        if question["do"] == "end":
            return
        try:
            answer = getattr(worker, question["do"])(question)
        except Exception:  # whatever it is, the harness has to know
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
