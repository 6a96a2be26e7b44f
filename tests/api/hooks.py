"""What makes made-up requests meet real records.

Schemathesis makes ids, filters and keys of idempotence up, and no record has a made-up id: nearly every request would be
answered 404 or 422 before it reached what the endpoint does. So most requests are given ids, words and days that are there,
named by $GUANXI_FUZZ: {"path": {"/api/people/{id}": [...]}, "query": {"to": [...]}, "named": {"person": [...]}}. What is chosen depends on the
request alone, so that a run with the same seed asks the same.
"""

import hashlib
import json
import os
import zlib

import schemathesis

with open(os.environ["GUANXI_FUZZ"], encoding="utf-8") as told:
    KNOWN = json.load(told)


def picked(choices, *of, made_up=5):
    """One of the choices, or none for one request of `made_up`."""
    number = zlib.crc32(repr(of).encode("utf-8", "replace"))
    return None if not choices or number % made_up == 0 else choices[number // made_up % len(choices)]


def known(value, named, name=""):
    """A value of a query or a body with real words where the name of a member promises them."""
    if isinstance(value, dict):
        return {key: known(one, named, key) for key, one in value.items()}
    if isinstance(value, list):
        return [known(one, named, name) for one in value]
    if isinstance(value, str):
        return picked(named.get(name), name, value) or value
    return value


@schemathesis.hook
def map_case(context, case):
    template = context.operation.path
    for name, value in list((case.path_parameters or {}).items()):
        upto = template[: template.index("{%s}" % name)] + "{%s}" % name
        choices = KNOWN["path"].get(f"{case.method} {upto}") or KNOWN["path"].get(upto) or KNOWN["named"].get(name)
        chosen = picked(choices, template, name, value, case.query, case.body)
        if chosen is not None:
            case.path_parameters[name] = chosen
    if case.query:
        case.query = known(case.query, {**KNOWN["named"], **KNOWN["query"]})
    if isinstance(case.body, (dict, list)):
        case.body = known(case.body, KNOWN["named"])
    once = case.headers.get("Idempotency-Key") if case.headers else None
    # The same key for two requests is refused, as it should be; one in eight stays as it was made up.
    if once and picked([True], once, case.body, made_up=8):
        asked = repr((case.method, template, case.path_parameters, case.query, case.body))
        case.headers["Idempotency-Key"] = hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()
    return case


@schemathesis.hook
def filter_case(context, case):
    """The run's own account and role stay as they are."""
    return not any(value in KNOWN["kept"] for value in (case.path_parameters or {}).values())


@schemathesis.serializer("text/csv")
def csv(_, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
