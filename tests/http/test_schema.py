"""The API against its own description: whatever `/openapi.json` allows or forbids is answered as it says."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from samples import TODAY
from schemathesis.generation import GenerationMode
from serving import SETTINGS, running

from portal.reading.library import Library
from portal.web.app import create_app


def test_every_answer_is_one_that_is_described(tiny: Library) -> None:
    """Requests that keep to the description and such that do not get a status and a body that it names, never a 5xx."""
    asked: list[str] = []
    with running(create_app(tiny, SETTINGS, TODAY)) as origin:
        described = schemathesis.openapi.from_url(f"{origin}/openapi.json")
        for operation in described.get_all_operations():
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                strategy = operation.ok().as_strategy(generation_mode=mode)

                @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
                @given(strategy)
                def ask(case: schemathesis.Case) -> None:
                    case.call_and_validate()
                    asked.append(case.path)

                ask()
    assert {"/api/v1/search"} == set(asked)
    assert len(asked) > 60
