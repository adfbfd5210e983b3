"""Checks that the rules of the template refuse each region in which CloudFormation lacks one of its resource types.

Usage: check_regions.py TRANSLATED
"""

import json
import sys
from pathlib import Path

from cfnlint.helpers import REGIONS
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

# The rules, and the service whose types each of them is about.
RULES = {
    "LiveEventsAreInRegion": "AWS::AppSync::",
    "BudgetIsInRegion": "AWS::Budgets::",
    "UserPoolIsInRegion": "AWS::Cognito::",
}


def refused(rule: dict) -> set[str]:
    """The regions of a rule, which has the form that a region is not contained in a list."""
    return set(rule["Assertions"][0]["Assert"]["Fn::Not"][0]["Fn::Contains"][0])


def main(translated: Path) -> int:
    template = json.loads(translated.read_text())
    types = {resource["Type"] for resource in template["Resources"].values()}
    lacking: dict[str, set[str]] = {}
    for region in REGIONS:
        for missing in types - set(PROVIDER_SCHEMA_MANAGER.get_resource_types(region=region)):
            lacking.setdefault(missing, set()).add(region)

    problems = [
        f"{missing} does not exist in {', '.join(sorted(regions))}, and no rule is about it"
        for missing, regions in lacking.items()
        if not missing.startswith(tuple(RULES.values()))
    ]
    for name, service in RULES.items():
        regions = set().union(*(found for missing, found in lacking.items() if missing.startswith(service)))
        if refused(template["Rules"][name]) != regions:
            problems.append(f"Rule {name} should refuse {', '.join(sorted(regions))}")
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{len(types)} resource types in {len(REGIONS)} regions")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
