"""Translates the template to plain CloudFormation, as SAM does in AWS, so that a linter also checks what SAM adds.

Usage: translate_template.py TEMPLATE OUTPUT
"""

import json
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """Every function has its own role, so SAM has no managed policy to look up by name."""

    def load(self) -> dict:
        raise AssertionError("a function names a managed policy in Policies")


def value(parameter: dict) -> object:
    """A parameter's default as CloudFormation passes it to SAM. SAM itself does not split lists."""
    default = parameter["Default"]
    return default.split(",") if parameter["Type"] == "CommaDelimitedList" else default


def main(source: Path, output: Path) -> None:
    template = yaml_parse(source.read_text())
    # As `sam package` writes it.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/functions.zip"
    parameters = {name: value(parameter) for name, parameter in template["Parameters"].items()}
    translated = transform(template, parameters, NoManagedPolicies())
    translated.pop("Transform", None)
    output.write_text(json.dumps(translated, indent=2))
    cors = next(
        resource["Properties"]["Body"]["x-amazon-apigateway-cors"]
        for resource in translated["Resources"].values()
        if resource["Type"] == "AWS::ApiGatewayV2::Api"
    )
    # SAM keeps only the origins if they are any intrinsic function except a plain Ref.
    missing = {"allowOrigins", "allowHeaders", "allowMethods", "exposeHeaders", "maxAge"} - set(cors)
    if missing or not isinstance(cors["allowOrigins"], list):
        sys.exit(f"SAM translates the CORS configuration incompletely: {json.dumps(cors)}")
    check_versions_and_schedules(translated["Resources"])
    print(f"{len(translated['Resources'])} resources")


def check_versions_and_schedules(resources: dict) -> None:
    """Each published version is described and deleted when it is replaced, and each schedule invokes an alias."""
    by_type: dict[str, list] = {}
    for name, resource in resources.items():
        by_type.setdefault(resource["Type"], []).append((name, resource))
    aliases = {name for name, _ in by_type["AWS::Lambda::Alias"]}
    for name, version in by_type["AWS::Lambda::Version"]:
        if version["DeletionPolicy"] != "Delete" or "Fn::Sub" not in version["Properties"]["Description"]:
            sys.exit(f"SAM translates the version {name} to {json.dumps(version)}")
    invoked = {target["Arn"].get("Ref") for _, rule in by_type["AWS::Events::Rule"] for target in rule["Properties"]["Targets"]}
    if invoked != aliases:
        sys.exit(f"The schedules invoke {sorted(invoked)} in place of the aliases {sorted(aliases)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
