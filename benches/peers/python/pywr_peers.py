"""Pywr: a model of a network, stepped through time. Each step is a case."""

import numpy as np
from pywr.core import Input, Model, Output
from pywr.parameters import ArrayIndexedParameter
from pywr.recorders import NumpyArrayNodeRecorder

from problem import CLASSES, totals


class Batch:
    """One gate, an output for each user, which costs the less the more protected its class is."""

    def __init__(self, problem):
        cases, self.few = problem.description["cases"], problem.description["few"]
        self.classes = problem.column("classes", "u1", problem.users)
        demands = problem.column("demands", "<u4", cases, problem.users)[:, :self.few].astype(float)
        supplies = problem.column("supplies", "<u8", cases)[:, :self.few].astype(float)
        self.models = [self.model(*one) for one in zip(self.classes, demands, supplies)]

    def model(self, classes, demands, supplies):
        model = Model()
        model.timestepper.start = "2000-01-01"
        model.timestepper.end = np.datetime64("2000-01-01") + np.timedelta64(self.few - 1, "D")
        model.timestepper.delta = 1
        gate = Input(model, "gate", max_flow=ArrayIndexedParameter(model, supplies))
        recorders = []
        for number, (code, column) in enumerate(zip(classes, demands.T)):
            wanted = ArrayIndexedParameter(model, column.copy())
            user = Output(model, f"user {number}", max_flow=wanted, cost=float(int(code) - CLASSES))
            gate.connect(user)
            recorders.append(NumpyArrayNodeRecorder(model, user))
        model.setup()
        return model, recorders

    def run(self, instance):
        self.models[instance][0].run()

    def answer(self, instance):
        self.run(instance)
        granted = np.stack([recorder.data[:, 0] for recorder in self.models[instance][1]], axis=1)
        return "classes", np.concatenate([totals(self.classes[instance], row) for row in granted])


CONTESTANTS = {("batch", "pywr"): Batch}
