"""The data structure of the figures and its code lists as an SDMX-JSON 2.0 message."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.clock import now
from solieu.export.sdmx_codes import NOTHING, TOTAL

if TYPE_CHECKING:
    from typing import BinaryIO

    from solieu.export.sdmx_codes import Codes

__all__ = ["DATAFLOW", "components", "write_structure"]

_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/develop/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
_URN = "urn:sdmx:org.sdmx.infomodel"
_NONE_OF = {"CL_SUBJECT": TOTAL, "CL_BASIS": NOTHING, "CL_UNIT_MEASURE": NOTHING}


@cache
def components() -> dict[str, Any]:
    """What ``sdmx_structure.toml`` says."""
    return tomllib.loads(files("solieu.export").joinpath("sdmx_structure.toml").read_text("utf-8"))


def _reference() -> str:
    data = components()
    return f"{data['agency']}:{data['id']}({data['version']})"


DATAFLOW = _reference()
"""How the figures refer to their structure: ``SOLIEU:FIGURES(1.0.0)``."""


def write_structure(codes: Codes, stream: BinaryIO) -> None:
    """Write the dataflow, its structure, the concepts and the code lists of what occurs."""
    data = components()
    message = {
        "meta": {
            "schema": _SCHEMA, "id": f"{data['agency']}_{data['id']}", "prepared": now(), "contentLanguages": ["vi", "en"],
            "sender": {"id": data["agency"]},
        },
        "data": {
            "dataflows": [_maintained(data, data["id"]) | {"structure": f"{_URN}.datastructure.DataStructure={DATAFLOW}"}],
            "dataStructures": [_maintained(data, data["id"]) | {"dataStructureComponents": _descriptors()}],
            "conceptSchemes": [_maintained(data, "CONCEPTS") | {"concepts": [_concept(one) for one in _every()]}],
            "codelists": [*map(_given, data["lists"].items()), *(_made(name, about, codes) for name, about in data["made"].items())],
        },
    }  # fmt: skip
    stream.write(msgspec.json.format(msgspec.json.encode(message), indent=1))


def _every() -> list[dict[str, Any]]:
    data = components()
    return [*data["dimensions"], data["time"], data["measure"], *data["attributes"]]


def _names(about: dict[str, Any]) -> dict[str, Any]:
    return {"name": about["vi"], "names": {"vi": about["vi"], "en": about["en"]}}


def _maintained(about: dict[str, Any], identifier: str) -> dict[str, Any]:
    data = components()
    return {"id": identifier, "version": data["version"], "agencyID": data["agency"], **_names(about)}


def _concept(about: dict[str, Any]) -> dict[str, Any]:
    return {"id": about["id"], **_names(about)}


def _given(item: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    identifier, about = item
    codes = [{"id": code["id"], **_names(code)} for code in about["codes"]]
    return _maintained(about, identifier) | {"codes": codes}


def _made(identifier: str, about: dict[str, Any], codes: Codes) -> dict[str, Any]:
    listed = codes.listed(identifier)
    if none := _NONE_OF.get(identifier):
        listed = [{"id": none, **_names({"vi": about["none_vi"], "en": about["none_en"]})}, *listed]
    return _maintained(about, identifier) | {"codes": listed}


def _descriptors() -> dict[str, Any]:
    data = components()
    dimensions = [_component(one) | {"position": at} for at, one in enumerate(data["dimensions"])]
    attributes = [
        _component(one)
        | {
            "usage": "mandatory" if one.get("mandatory") else "optional",
            "attributeRelationship": {"observation": {}},
            "measureRelationship": [data["measure"]["id"]],
        }
        for one in data["attributes"]
    ]
    return {
        "dimensionList": {"id": "DimensionDescriptor", "dimensions": dimensions, "timeDimension": _component(data["time"])},
        "measureList": {"id": "MeasureDescriptor", "measures": [_component(data["measure"]) | {"usage": "mandatory"}]},
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
    }


def _component(about: dict[str, Any]) -> dict[str, Any]:
    data = components()
    agency, version = data["agency"], data["version"]
    concept = f"{_URN}.conceptscheme.Concept={agency}:CONCEPTS({version}).{about['id']}"
    if listed := about.get("codes") or about.get("list"):
        values: dict[str, Any] = {"enumeration": f"{_URN}.codelist.Codelist={agency}:{listed}({version})"}
    else:
        values = {"format": {"dataType": about["format"]}}
    return {"id": about["id"], "conceptIdentity": concept, "localRepresentation": values}
