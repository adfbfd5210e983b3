"""Checks, with SAM's own code, that `sam local invoke --env-vars events/sam-local.json` gives every function the variables of
that file: it passes on only those that the template declares, and resolves a reference to the table to its logical id.

Usage: check_sam_local.py TEMPLATE ENV_VARS
"""

import json
import sys

from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
from samcli.local.lambdafn.env_vars import EnvironmentVariables


def main(template: str, env_vars: str) -> int:
    with open(env_vars, encoding="utf-8") as file:
        given = json.load(file)["Parameters"]
    stacks, _ = SamLocalStackProvider.get_stacks(template)
    functions = list(SamFunctionProvider(stacks).get_all())
    found = []
    for function in functions:
        resolved = EnvironmentVariables(
            function.name, function.memory, function.timeout, function.handler, function.environment["Variables"], given
        ).resolve()
        found += [f"{function.name} does not get {name}" for name, value in given.items() if resolved.get(name) != value]
        found += [f"{function.name} gets an empty {name}" for name, value in resolved.items() if value == ""]
    print(*found or [f"{len(functions)} functions reach the local table"], sep="\n")
    return 1 if found or not functions else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
