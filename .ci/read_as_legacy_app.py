"""Reads the table like the Python scripts of Cruddur's Flask app: with their requests, attributes and parsing.

The table must have lists, conversations and read states, which the scripts pass over.

Usage: read_as_legacy_app.py ENDPOINT TABLE
"""

import io
import json
import sys
from datetime import datetime

import boto3

CLIENT_SETTINGS = {"region_name": "us-east-1", "aws_access_key_id": "local", "aws_secret_access_key": "local"}
TIMESTAMP = "%Y-%m-%dT%H:%M:%S.%f%z"


def of_year(dynamodb, table: str, partition: str, year: str, **limit) -> list[dict]:
    """The partition's rows of a year, newest first: `list-conversations`, and with a limit `get-conversation`."""
    response = dynamodb.query(
        TableName=table,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :year)",
        ExpressionAttributeValues={":pk": {"S": partition}, ":year": {"S": year}},
        ScanIndexForward=False,
        ReturnConsumedCapacity="TOTAL",
        **limit,
    )
    json.dumps([response, response["ConsumedCapacity"]])
    return response["Items"]


def conversation_of(group: dict) -> tuple[str, ...]:
    names = ("message_group_uuid", "user_display_name", "user_handle", "message")
    return tuple(group[name]["S"] for name in names) + (datetime.fromisoformat(group["sk"]["S"]).isoformat(),)


def line_of(message: dict) -> str:
    sent = datetime.strptime(message["sk"]["S"], TIMESTAMP)
    return f"{message['message_uuid']['S']} {message['user_handle']['S']} {sent} {message['message']['S']}"


def main(endpoint: str, table: str) -> int:
    dynamodb = boto3.client("dynamodb", endpoint_url=endpoint, **CLIENT_SETTINGS)
    rows = boto3.resource("dynamodb", endpoint_url=endpoint, **CLIENT_SETTINGS).Table(table).scan()["Items"]
    # `scan` prints every row, of whatever type.
    print(*rows, sep="\n", file=io.StringIO())
    read_states = [row for row in rows if str(row["pk"]).startswith("MBR#")]
    # The newest year of each partition: the scripts read one year only.
    years = {str(row["pk"]): str(row["sk"])[:4] for row in sorted(rows, key=lambda row: row["sk"])}
    lists = {
        pk: [conversation_of(group) for group in of_year(dynamodb, table, pk, year)]
        for pk, year in years.items()
        if pk.startswith("GRP#")
    }
    conversations = {
        pk: [line_of(message) for message in of_year(dynamodb, table, pk, year, Limit=20)]
        for pk, year in years.items()
        if pk.startswith("MSG#")
    }
    unreadable = [pk for pk, items in (lists | conversations).items() if not items]
    print(
        f"{len(rows)} rows: the legacy app reads {len(lists)} lists and {len(conversations)} conversations, "
        f"and passes over {len(read_states)} read states"
    )
    print(*(f"{pk} has no readable rows" for pk in unreadable), sep="\n", end="")
    return 1 if unreadable or not lists or not conversations or not read_states else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
