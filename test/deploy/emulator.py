"""
Starts the emulator, put right in three places where it differs from AWS and the template or the functions would fail
through no fault of theirs. docs/deploy-test.md says more; the version is pinned in requirements.txt.
"""

import json

from ministack import app
from ministack.services import eventbridge, lambda_svc
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as handlers

# 1. The emulator has archives of events, but its CloudFormation does not know them and refuses the whole template.


def create_archive(logical_id, props, stack_name):
    name = props.get("ArchiveName") or f"{stack_name}-{logical_id}"[:48]
    days = int(props.get("RetentionDays", 0))
    asked = {
        "ArchiveName": name,
        "EventSourceArn": props["SourceArn"],
        "Description": props.get("Description", ""),
        "EventPattern": json.dumps(props.get("EventPattern", {})),
        "RetentionDays": days,
    }
    status, _, body = eventbridge._create_archive(asked)
    if status != 200:
        raise ValueError(f"AWS::Events::Archive: {body!r}")
    return name, {"ArchiveName": name, "Arn": json.loads(body)["ArchiveArn"]}


def delete_archive(name, props):
    eventbridge._delete_archive({"ArchiveName": name})


handlers["AWS::Events::Archive"] = {"create": create_archive, "delete": delete_archive}

# 2. Ref of a secret is its ARN; the emulator gives its name, which no policy for an ARN matches.

create_secret = handlers["AWS::SecretsManager::Secret"]["create"]


def create_secret_with_arn(*told):
    _, attributes = create_secret(*told)
    return attributes["Arn"], attributes


handlers["AWS::SecretsManager::Secret"]["create"] = create_secret_with_arn

# 3. API Gateway leaves pathParameters out of the event of a route that has none; the emulator says null.

execute = lambda_svc._execute_function_with_config_scope


def execute_as_aws_asks(record, event, *rest, **more):
    if isinstance(event, dict) and event.get("version") == "2.0" and event.get("pathParameters", {}) is None:
        event = {name: value for name, value in event.items() if name != "pathParameters"}
    return execute(record, event, *rest, **more)


lambda_svc._execute_function_with_config_scope = execute_as_aws_asks

# Over TLS it would take port 443 beside its own, where it may. One free port is enough.
app._port_is_bindable = lambda *_: False

app.main()
