"""Writes what SAM makes of the template in AWS: plain CloudFormation, for a linter that looks into what SAM adds.

Usage: translate_template.py TEMPLATE OUTPUT
"""

import json
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """Every function has a role of its own: SAM has no policy to look up."""

    def load(self) -> dict:
        raise AssertionError("the template uses a managed policy")


def value(parameter: dict) -> object:
    """A parameter's default as CloudFormation hands it to SAM: lists as lists, which SAM itself does not make of them."""
    default = parameter["Default"]
    return default.split(",") if parameter["Type"] == "CommaDelimitedList" else default


def main(source: Path, output: Path) -> None:
    template = yaml_parse(source.read_text())
    # As `sam package` leaves it.
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
    # SAM drops all of it but the origins when those are any function but a plain Ref.
    missing = {"allowOrigins", "allowHeaders", "allowMethods", "exposeHeaders", "maxAge"} - set(cors)
    if missing or not isinstance(cors["allowOrigins"], list):
        sys.exit(f"SAM makes an incomplete CORS configuration of the template: {json.dumps(cors)}")
    print(f"{len(translated['Resources'])} resources")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
