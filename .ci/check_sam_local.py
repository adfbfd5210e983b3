"""Checks with SAM's own code that `sam local` gives every function the table, endpoint and processor of its parameters.

`sam local` passes only environment variables that the template declares, and resolves only some intrinsic functions.

Usage: check_sam_local.py TEMPLATE
"""

import sys

from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider

ARCHITECTURE = "x86_64"
PARAMETERS = {
    "TableName": "a-table",
    "DynamoDbEndpoint": "http://host.docker.internal:8000",
    "Architecture": ARCHITECTURE,
}
EXPECTED = {"MESSAGES_TABLE": "a-table", "AWS_ENDPOINT_URL_DYNAMODB": "http://host.docker.internal:8000"}


def main(template: str) -> int:
    stacks, _ = SamLocalStackProvider.get_stacks(template, parameter_overrides=PARAMETERS)
    functions = list(SamFunctionProvider(stacks).get_all())
    wrong = {
        function.name: (function.environment["Variables"], function.architecture)
        for function in functions
        if not EXPECTED.items() <= function.environment["Variables"].items() or function.architecture != ARCHITECTURE
    }
    print(*(f"{name} gets {found}" for name, found in wrong.items()), sep="\n")
    print(f"{len(functions) - len(wrong)} functions use the local table")
    return 1 if wrong or not functions else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
