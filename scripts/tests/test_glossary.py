"""docs/glossary.md has every public noun: types of the Rust library, types of the C header, keys of scenarios and
results."""

import json
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
SCENARIOS = (ROOT / "docs" / "scenario-format.md").read_text()


def column(headings, text):
    """The names in backticks in the columns with these headings, over all tables."""
    names, index = set(), None
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        found = [place for place, cell in enumerate(cells) if re.fullmatch(headings, cell)]
        if found and index is None:
            index = found[0]
        elif not cells:
            index = None
        elif index is not None:
            names.update(re.findall(r"`([^`]+)`", cells[index]))
    return names


LISTED = column("names", GLOSSARY)
ENDINGS = column("ending", GLOSSARY)


def covered(name):
    """Whether a type is listed, or one that it is called after."""
    stems = [name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)]
    return name in LISTED or any(stem in LISTED for stem in stems) or name in ENDINGS


def rust_types():
    """Public types of the library; those of the C ABI are in the header."""
    sources = [path for path in (ROOT / "src").rglob("*.rs") if "ffi" not in path.relative_to(ROOT / "src").parts]
    return {name for source in sources
            for name in re.findall(r"^ *pub (?:struct|enum|trait|type|union) (\w+)", source.read_text(), re.M)}


def c_types():
    return {name for header in (ROOT / "include").rglob("*.h")
            for name in re.findall(r"\b(citygate_\w+_t)\b", header.read_text())}


def keys():
    """Keys of results, by their schema, and of scenarios, by the tables of the document."""
    found = set()

    def walk(part):
        if isinstance(part, dict):
            found.update(part.get("properties", {}))
        for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            walk(value)

    walk(json.loads((ROOT / "docs" / "result.schema.json").read_text()))
    found.update(name for name in column("key|key of .*", SCENARIOS) if re.fullmatch(r"\w+", name))
    return found


class Glossary(unittest.TestCase):
    def test_every_type_of_the_library_is_explained(self):
        types = rust_types()
        self.assertGreater(len(types), 100)
        self.assertEqual(sorted(name for name in types if not covered(name)), [])

    def test_every_type_of_the_header_is_explained(self):
        types = c_types()
        self.assertGreater(len(types), 30)
        camel = {name: "".join(map(str.capitalize, name.split("_")[1:-1])) for name in types}
        self.assertEqual(sorted(name for name in types if not (name in LISTED or covered(camel[name]))), [])

    def test_every_key_is_explained(self):
        found = keys()
        self.assertGreater(len(found), 100)
        self.assertEqual(sorted(found - LISTED), [])

    def test_nothing_is_explained_that_is_not_there(self):
        camel = {"".join(map(str.capitalize, name.split("_")[1:-1])) for name in c_types()}
        there = rust_types() | c_types() | keys() | camel | set(re.findall(r"\w+", SCENARIOS))
        self.assertEqual(sorted(name for name in LISTED if name not in there), [])

    def test_no_term_is_explained_twice(self):
        terms = re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.M)
        terms = [term for term in terms if term not in ("term", "ending", "---") and "`" not in term]
        self.assertEqual(sorted({term for term in terms if terms.count(term) > 1}), [])


if __name__ == "__main__":
    unittest.main()
