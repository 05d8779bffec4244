#!/usr/bin/env python3
"""Verifies and prints a journal of citygate. Written from docs/journal-format.md alone, as an example of a verifier that
shares no code with the library.

    verify_journal.py FILE… [--key-file FILE] [--head COUNT:TAG] [--after COUNT:TAG] [--json]
    verify_journal.py --state FILE [--key-file FILE]

Files are read as one journal; of a saved state it prints the journal's head. Ends with 0 if it is sound, with 1 and the first fault if it is not, with 2 if it cannot
be checked.
"""

import argparse
import datetime
import hashlib
import hmac
import json
import struct
import sys
from pathlib import Path

RECORD = struct.Struct("<BBBBIQQQ8s6Q32s")
SEALED = 88
START = (0, bytes(32))

AUTHORITIES = ("engine", "county", "city", "hq_office", "deputy_commander", "commander", "enterprise")
GRADES = (None, "I", "II", "III", "IV")
CRITERIA = (None, "imbalance", "interruption", "both")
TRENDS = ("narrowing", "steady", "widening")
TREND_SOURCES = ("stated", "measured", "assumed")
NETWORK = ("normal", "affected", "at_risk")
RESPONSES = ("level 1", "level 2", "level 3 (province)", "level 3 (city)", "level 4 (province)", "level 4 (city)",
             "level 4 (county)")
ACTIONS = (*(f"propose {response}" for response in RESPONSES), *(f"confirm {response}" for response in RESPONSES),
           "propose end", "declare end", "reject", "close transition period", "request support")
JUSTIFICATIONS = (None, "means exceeded", "trend", "instruction", "application", "several regions")
IN_FORCE = (None, *RESPONSES, *(f"transition period after {response}" for response in RESPONSES))
PROPOSED = (None, *RESPONSES, "end")
WARNING_ACTIONS = ("issue", "adjust", "lift", "propose", "replace", "withdraw")
LEVELS = (None, "red", "orange", "yellow", "blue")
RECIPIENTS = ("local_government", "energy_authority", "provincial_energy_authority", "provincial_leadership",
              "state_council", "departments_concerned", "higher_government", "affected_parties")
DUTIES = ("enterprise-first", "report-1h", "upward", "warn-proposal", "warn-neighbours", "hq-meeting", "hq-roster",
          "hq-on-site", "field-hq", "office-report", "office-team", "supply-plan", "supply-boost", "supply-extra",
          "supply-key-users", "press", "transport", "rescue-plan", "end-notice", "relief", "rebuild", "evaluate", "drill")
ACTION_REMARKS = ("grade_met", "supply_not_restored", "approval_not_stated")
SENSITIVITIES = ("in_itself", "by_place", "by_time", "likely_grade_i")


class Fault(Exception):
    """The journal is not sound."""


class Unknown(Exception):
    """A kind or a code of a later library."""


def named(code, names):
    if code >= len(names):
        raise Unknown(f"code {code}")
    return names[code]


def members(bits, names):
    if bits >> len(names):
        raise Unknown(f"set {bits:#x}")
    return [name for bit, name in enumerate(names) if bits >> bit & 1]


def state(code):
    return {"in_force": named(code // 9, IN_FORCE), "proposed": PROPOSED[code % 9]}


def signed(authority, number):
    return {"authority": named(authority, AUTHORITIES), "division": number >> 32, "person": number & 0xFFFF_FFFF}


def digest(numbers):
    return b"".join(number.to_bytes(8, "little") for number in numbers).hex()


def clock(c, n):
    if c[0] == 1:
        return {"off_ms": n[0]}
    if c[0] == 2:
        return {"off_ms": None}
    if c[0] == 3:
        return {"wall_clock_set_by_ms": n[1] - (1 << 64) if n[1] >> 63 else n[1]}
    raise Unknown(f"code {c[0]}")


def graded(c, n):
    return {"grade": named(c[0], GRADES), "met": named(c[6], GRADES), "criterion": named(c[1], CRITERIA),
            "trend": named(c[2], TRENDS), "trend_source": named(c[3], TREND_SOURCES),
            "network": None if c[4] == 255 else named(c[4], NETWORK),
            "recommended": None if c[5] == 255 else named(c[5], RESPONSES), "planned": named(c[7], (False, True)),
            "normal_supply": n[0], "demand": None if n[4] == 0xFFFF_FFFF_FFFF_FFFF else n[4], "available_supply": n[1],
            "interruption_min": None if n[2] == 0xFFFF_FFFF else n[2], "imbalance_permille": n[3], "plan": n[5]}


def request(c, n):
    return {"action": named(c[0], ACTIONS), "by": signed(c[1], n[0]), "justification": named(c[2], JUSTIFICATIONS),
            "dealt_with": bool(c[3] & 1), "supply_restored": bool(c[3] & 2), "means_exceeded": bool(c[3] & 4),
            "approved": bool(c[3] & 8), "before": state(c[4])}


# Kind: name, and what codes and numbers hold.
ENTRIES = {
    1: ("opened", lambda c, n: {"station": n[0], "undelivered": n[1], "restarts": n[2]}),
    2: ("lost", lambda c, n: {"count": n[0], "first_ms": n[1], "last_ms": n[3]}),
    3: ("clock", clock),
    4: ("word", lambda c, n: {"age_ms": n[0], "by": signed(c[0], n[1]), "sha256": digest(n[2:6])}),
    5: ("graded", graded),
    6: ("acted", lambda c, n: {**request(c, n), "after": state(c[5]),
                                 "remarks": members(c[6], ACTION_REMARKS)}),
    7: ("refused", lambda c, n: {**request(c, n), "refusal": c[5]}),
    8: ("warned", lambda c, n: {"action": named(c[0], WARNING_ACTIONS), "before": named(c[2], LEVELS),
                                "after": named(c[3], LEVELS), "called_for": named(c[4], LEVELS), "by": signed(c[1], n[0])}),
    9: ("reported", lambda c, n: {"number": n[0], "to": members(c[0], RECIPIENTS), "late": members(c[1], RECIPIENTS),
                                  "time_lost": members(c[2], RECIPIENTS), "by": signed(c[3], n[1]),
                                  "sha256": digest(n[2:6])}),
    10: ("overdue", lambda c, n: {"to": members(c[0], RECIPIENTS)}),
    11: ("report_to", lambda c, n: {"added": members(c[0], RECIPIENTS), "sensitivity": members(c[1], SENSITIVITIES)}),
    12: ("allocated", lambda c, n: {"demand": n[0], "supply": n[1], "served": n[2], "curtailed": n[3], "policy": n[4]}),
    13: ("policy_changed", lambda c, n: {"policy": n[1], "by": signed(c[0], n[0]), "sha256": digest(n[2:6])}),
    14: ("closed", lambda c, n: {"by": signed(c[0], n[0])}),
    16: ("grade_stated", lambda c, n: {"grade": named(c[0], GRADES), "before": named(c[2], GRADES),
                                       "met": named(c[3], GRADES), "by": signed(c[1], n[0])}),
    15: ("note", lambda c, n: {"code": n[0], "numbers": n[1:6]}),
    17: ("duty_done", lambda c, n: {"duty": named(c[0], DUTIES), "by": signed(c[1], n[0])}),
}


def seal(key, content):
    return hmac.digest(key, content, "sha256") if key else hashlib.sha256(content).digest()


def verify(stored, key=None, after=START, head=None):
    """The head after the last record. Raises the first fault."""
    count, tag = first, _ = after

    def compare():
        if head and count == head[0] and tag != head[1]:
            raise Fault(f"{count} records: they are not those of the head given")

    compare()
    for offset in range(0, len(stored), RECORD.size):
        record = stored[offset:offset + RECORD.size]
        where = f"record {offset // RECORD.size} at byte {offset}"
        if len(record) < RECORD.size:
            raise Fault(f"{where}: it ends after {len(record)} bytes")
        version, _, keyed, zero, _, sequence, *_, own_tag = RECORD.unpack(record)
        if version != 1 or keyed > 1 or zero != 0:
            raise Fault(f"{where}: no record of version 1")
        if sequence != count:
            raise Fault(f"{where}: number {sequence} instead of {count}")
        if bool(keyed) != bool(key):
            raise Fault(f"{where}: kept {'with a' if keyed else 'without a'} key")
        if not hmac.compare_digest(seal(key, tag + record[:SEALED]), own_tag):
            raise Fault(f"{where}: the tag is wrong")
        count, tag = count + 1, own_tag
        compare()
    if head and not first <= head[0] <= count:
        raise Fault(f"the head given counts {head[0]} records")
    return count, tag


def read(record):
    """What a record says."""
    _, kind, _, _, gaps, sequence, ms, wall_ms, codes, *numbers, _ = RECORD.unpack(record)
    said = {"sequence": sequence, "ms": ms, "gaps": gaps, "wall_ms": wall_ms}
    try:
        name, fields = ENTRIES[kind]
        return {**said, "kind": name, **fields(codes, numbers)}
    except (KeyError, Unknown):
        return {**said, "kind": kind, "codes": codes.hex(), "numbers": numbers}


def verify_state(saved, key=None):
    """The head in a saved state."""
    if len(saved) != 283 or saved[0] != 2 or seal(key, b"citygate saved event" + saved[:251]) != saved[251:]:
        raise Fault("no saved state, or its seal is wrong")
    return int.from_bytes(saved[154:162], "little"), saved[162:194]


def parse_head(text):
    count, _, tag = text.partition(":")
    if not count.isdecimal() or len(tag) != 64:
        raise argparse.ArgumentTypeError(f"{text!r} is no head: COUNT:TAG")
    return int(count), bytes.fromhex(tag)


def parse_key(path):
    digits = Path(path).read_text().strip()
    if len(digits) != 64:
        raise argparse.ArgumentTypeError(f"{path} holds no key: 64 hexadecimal digits")
    return bytes.fromhex(digits)


def main():
    parser = argparse.ArgumentParser(description="Verifies and prints a journal of citygate.")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--state", action="store_true", help="FILE is a saved state")
    parser.add_argument("--key-file", dest="key", metavar="FILE", type=parse_key)
    parser.add_argument("--head", metavar="COUNT:TAG", type=parse_head)
    parser.add_argument("--after", metavar="COUNT:TAG", type=parse_head, default=START)
    parser.add_argument("--json", action="store_true", help="a line of JSON for each record")
    given = parser.parse_args()
    try:
        stored = b"".join(path.read_bytes() for path in given.files)
        if given.state:
            count, tag = verify_state(stored, given.key)
            print(f"sound: head {count}:{tag.hex()}")
            return
        count, tag = verify(stored, given.key, given.after, given.head)
    except OSError as error:
        parser.error(str(error))
    except Fault as fault:
        sys.exit(str(fault))
    for offset in range(0, len(stored), RECORD.size):
        said = read(stored[offset:offset + RECORD.size])
        if given.json:
            print(json.dumps(said))
            continue
        sequence, wall_ms = said.pop("sequence"), said.pop("wall_ms")
        time = datetime.datetime.fromtimestamp(wall_ms / 1000, datetime.timezone.utc)
        print(sequence, time.isoformat(" ", "seconds") if wall_ms else f"{said['ms']} ms", said.pop("kind"),
              *(f"{name}={value}" for name, value in said.items() if name not in ("ms", "gaps")))
    if not given.json:
        print(f"sound: {count - given.after[0]} records; head {count}:{tag.hex()}")


if __name__ == "__main__":
    main()
