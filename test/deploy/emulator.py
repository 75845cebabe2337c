"""Starts the emulator, put right where it differs from AWS in a way that would stop the test. docs/deploy-test.md has the list."""

from ministack.app import main
from ministack.services import lambda_svc

execute = lambda_svc._execute_function_with_config_scope


def as_aws_sends_it(record, event, *rest, **more):
    """API Gateway leaves pathParameters out of the events of a route that has none; the emulator says null."""
    if isinstance(event, dict) and event.get("version") == "2.0" and event.get("pathParameters", {}) is None:
        event = {name: value for name, value in event.items() if name != "pathParameters"}
    return execute(record, event, *rest, **more)


lambda_svc._execute_function_with_config_scope = as_aws_sends_it

main()
