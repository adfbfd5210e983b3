"""Checks what `sam build` has made: each function's folder holds its handler, compiled for the runtime that the template
names, its libraries, and no test; and the zip of it is small enough to start from cold.

Usage: check_built_functions.py BUILD_DIR
"""

import sys
import tempfile
import zipfile
from pathlib import Path

from samcli.yamlhelper import yaml_parse

LARGEST_ZIP = 10_000_000  # bytes


def zip_size(folder: Path) -> int:
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in folder.rglob("*"):
                archive.write(path, path.relative_to(folder))
        return file.tell()


def faults(folder: Path, handler: str, class_version: int) -> list[str]:
    handler_class = folder / (handler.partition("::")[0].replace(".", "/") + ".class")
    if not handler_class.is_file():
        return [f"has no class for its handler {handler}"]
    found = []
    # The sixth and seventh byte of a class file are the major version of its format.
    version = int.from_bytes(handler_class.read_bytes()[6:8])
    if version != class_version:
        found.append(f"has class version {version}, its runtime {class_version}")
    if not any((folder / "lib").glob("*.jar")):
        found.append("has no libraries")
    found += [f"contains a test, {test.name}" for test in folder.rglob("*Test.class")]
    size = zip_size(folder)
    if size > LARGEST_ZIP:
        found.append(f"makes a zip of {size:,} bytes, more than {LARGEST_ZIP:,}")
    return found


def main(build_dir: Path) -> int:
    template = yaml_parse((build_dir / "template.yaml").read_text())
    defaults = template["Globals"]["Function"]
    functions = {
        name: {**defaults, **resource["Properties"]}
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    found = [
        f"{name} {fault}"
        for name, function in functions.items()
        for fault in faults(
            build_dir / function["CodeUri"], function["Handler"], 44 + int(function["Runtime"].removeprefix("java"))
        )
    ]
    print(*found or [f"{len(functions)} functions are complete"], sep="\n")
    return 1 if found or not functions else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
