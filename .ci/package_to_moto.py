"""Packages the output of `sam build`, as `sam deploy` does first, and uploads it to moto's S3.

Usage: package_to_moto.py BUILD_DIR OUTPUT
"""

import logging
import os
import subprocess
import sys
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer
from samcli.yamlhelper import yaml_parse

BUCKET = "packages"


def main(build_dir: Path, output: Path) -> int:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    environment = os.environ | {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "moto",
        "AWS_SECRET_ACCESS_KEY": "moto",
    }
    try:
        s3 = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="moto", aws_secret_access_key="moto")
        s3.create_bucket(Bucket=BUCKET)
        command = ["sam", "package", "--template-file", build_dir / "template.yaml", "--s3-bucket", BUCKET]
        command += ["--output-template-file", output]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        uploaded = {f"s3://{BUCKET}/{item['Key']}" for item in s3.list_objects_v2(Bucket=BUCKET)["Contents"]}
    finally:
        server.stop()
    functions = {
        name: resource["Properties"]["CodeUri"]
        for name, resource in yaml_parse(output.read_text())["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    missing = [name for name, address in functions.items() if address not in uploaded]
    print(f"Functions: {len(functions)}, uploaded packages: {len(uploaded)}")
    print(*(f"{name} was not uploaded\n" for name in missing), sep="", end="")
    return 1 if missing or not functions else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
