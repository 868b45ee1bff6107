"""The OpenAPI document of the API, made from its operations and their types."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.model import Period
from solieu.serve import shapes
from solieu.serve.api import OPERATIONS
from solieu.version import __version__

if TYPE_CHECKING:
    from solieu.serve.operations import Operation, Parameter

__all__ = ["openapi"]

_PERIOD = {"type": "string", "description": "2022, 2022-Q4, 2022-09, 2022-01/2022-09, 2022-05-24 …"}
_ETAG = {
    "description": "A mark of this very answer; sent back as If-None-Match, it gives 304 as long as nothing changed.",
    "schema": {"type": "string"},
}


@cache
def openapi() -> dict[str, Any]:
    """The document, as JSON has it."""
    types = list(
        dict.fromkeys(
            [*(one.returns for one in OPERATIONS), *(one.takes for one in OPERATIONS if one.takes), shapes.Problem]
        )
    )
    found, schemas = msgspec.json.schema_components(types, schema_hook=_own, ref_template="#/components/schemas/{name}")
    of = dict(zip(types, found, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})["get" if one.takes is None else "post"] = _described(one, of)
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "solieu", "version": __version__, "summary": "Figures of Vietnamese local governments, each with its source words",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {"Problem": {"description": "What went wrong, in one sentence.", "content": {"application/problem+json": {"schema": of[shapes.Problem]}}}},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "Where the server was started with a token."}},
        },
        "security": [{}, {"token": []}],
    }  # fmt: skip
    plain: dict[str, Any] = _with_numbers(document)
    return plain


def _own(kind: type) -> dict[str, Any]:
    if kind is Period:
        return _PERIOD
    raise NotImplementedError(kind)  # so a hook tells msgspec that it does not know a type


def _described(one: Operation, of: dict[Any, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "description": "What was asked for.",
        "content": {"application/json": {"schema": of[one.returns]}},
    }
    told: dict[str, Any] = {
        "operationId": _identifier(one),
        "summary": one.summary,
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "responses": {"200": answers, "default": {"$ref": "#/components/responses/Problem"}},
    }
    if one.takes is None:
        answers["headers"] = {"ETag": _ETAG}
        told["responses"]["304"] = {"description": "Nothing changed."}
    else:
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": of[one.takes]}}}
    return told


def _identifier(one: Operation) -> str:
    parts = [part for part in one.path.removeprefix("/api/v1/").split("/") if part]
    words = [re.sub(r"[{}]", "", f"by_{part}" if part[0] == "{" else part) for part in parts]
    return "_".join(["get" if one.takes is None else "post", *words])


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": "path" if one.is_part else "query",
        "required": one.is_part,
        "description": one.told,
        "schema": one.schema,
    }


def _with_numbers(told: Any) -> Any:
    """Exact decimals are written as JSON numbers here."""
    if isinstance(told, dict):
        if told.get("format") == "decimal":
            return {
                "type": "number",
                **{key: value for key, value in told.items() if key not in ("type", "format", "pattern")},
            }
        return {key: _with_numbers(value) for key, value in told.items()}
    return [_with_numbers(one) for one in told] if isinstance(told, list) else told
