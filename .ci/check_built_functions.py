"""Checks the output of `sam build`: each function's folder has its handler, compiled for the runtime in the template,
and exactly the files that Maven writes to functions/target/function, which the tests run and measure.

Usage: check_built_functions.py BUILD_DIR MAVEN_FOLDER
"""

import hashlib
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def issues(folder: Path, handler: str, class_version: int, expected: dict[str, str]) -> list[str]:
    handler_class = folder / (handler.partition("::")[0].replace(".", "/") + ".class")
    if not handler_class.is_file():
        return [f"has no class for its handler {handler}"]
    found = []
    # Bytes 6 and 7 of a class file are the major version of its format.
    version = int.from_bytes(handler_class.read_bytes()[6:8])
    if version != class_version:
        found.append(f"has class version {version}, its runtime {class_version}")
    actual = digests(folder)
    found += [f"lacks {path}" for path in sorted(expected.keys() - actual.keys())]
    found += [f"has {path}, which Maven's output lacks" for path in sorted(actual.keys() - expected.keys())]
    common = sorted(expected.keys() & actual.keys())
    found += [f"has a different {path}" for path in common if expected[path] != actual[path]]
    return found


def main(build_dir: Path, maven_folder: Path) -> int:
    template = yaml_parse((build_dir / "template.yaml").read_text())
    defaults = template["Globals"]["Function"]
    functions = {
        name: {**defaults, **resource["Properties"]}
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    expected = digests(maven_folder)
    found = [
        f"{name} {issue}"
        for name, function in functions.items()
        for issue in issues(
            build_dir / function["CodeUri"],
            function["Handler"],
            44 + int(function["Runtime"].removeprefix("java")),
            expected,
        )
    ]
    print(*found or [f"{len(functions)} functions are complete"], sep="\n")
    return 1 if found or not functions or not expected else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
