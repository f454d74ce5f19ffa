"""Generated requests, good and bad: each reply is one that the OpenAPI document declares."""

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.main import create_app
from tests.web.conftest import KEEPS_NOTHING

schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(KEEPS_NOTHING))


# What a spec's fields ask of each other (X only with Y, no noise for iris) no schema can say, so a
# request that the schema allows may still be refused.
@schema.parametrize()
@settings(max_examples=2, suppress_health_check=list(HealthCheck))
def test_replies_are_as_declared(case: schemathesis.Case) -> None:
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
