"""The addresses that a Terraform state holds, as JSON on stdin: one a line, with a tab and "tainted" behind those that an
interrupted or failed apply marked for replacement. No input, no state, no line.
"""
import json
import sys

text = sys.stdin.read().strip()
for resource in json.loads(text)["resources"] if text else ():
    if resource["mode"] != "managed":
        continue
    name = ".".join(filter(None, (resource.get("module"), resource["type"], resource["name"])))
    for instance in resource["instances"]:
        key = f'[{json.dumps(instance["index_key"])}]' if "index_key" in instance else ""
        tainted = instance.get("status") == "tainted" and "deposed" not in instance
        print(name + key + ("\ttainted" if tainted else ""))
