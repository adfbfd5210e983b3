"""Reads the table as the Python scripts of the system this one follows do: their requests, attributes and parsing.

Usage: read_as_the_source.py ENDPOINT TABLE
"""

import json
import sys
from datetime import datetime

import boto3

PLACE = {"region_name": "us-east-1", "aws_access_key_id": "local", "aws_secret_access_key": "local"}
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
    dynamodb = boto3.client("dynamodb", endpoint_url=endpoint, **PLACE)
    rows = boto3.resource("dynamodb", endpoint_url=endpoint, **PLACE).Table(table).scan()["Items"]
    # A partition's newest year: these scripts know no other.
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
    unread = [pk for pk, items in (lists | conversations).items() if not items]
    print(f"{len(rows)} rows, {len(lists)} lists and {len(conversations)} conversations read as by the source")
    print(*(f"nothing is read of {pk}" for pk in unread), sep="\n", end="")
    return 1 if unread or not lists or not conversations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
