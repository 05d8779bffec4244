"""The tutorial and the README say what really comes out."""

import doctest
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]
CELL = re.compile(r"^```pycon\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("name", ["tutorial.md", "README.md"])
def test_cells_print_what_they_say(name: str) -> None:
    text = (PACKAGE / name).read_text(encoding="utf-8")
    cells = list(CELL.finditer(text))
    assert cells, "there are cells"
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    everything: dict = {}
    said: list = []
    for cell in cells:
        line = text.count("\n", 0, cell.start(1))
        test = parser.get_doctest(cell.group(1), everything, name, name, line)
        runner.run(test, out=said.append, clear_globs=False)
        everything = test.globs
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_program_of_the_repositorys_readmes_runs(name: str, capsys: pytest.CaptureFixture) -> None:
    text = (PACKAGE.parent / name).read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
    exec(program, {})
    assert "[ 6875000  1250000 13125000]" in capsys.readouterr().out
