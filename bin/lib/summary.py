"""Closes a test run: what ran per module, what was slow, what did not run and why, where the report is.

usage: summary.py MARKER -- reads Surefire's and Failsafe's XML files that are newer than the file MARKER.
Exit code 1 when a test failed or none ran.
"""

import glob
import os
import sys
import xml.etree.ElementTree as xml

since = os.stat(sys.argv[1]).st_mtime
modules, slow, skipped, failed = {}, [], [], []
for path in sorted(glob.glob("**/target/*-reports/TEST-*.xml", recursive=True)):
    if os.stat(path).st_mtime < since:
        continue
    suite = xml.parse(path).getroot()
    module = modules.setdefault(path.split("/target/")[0], {"passed": 0, "failed": 0, "skipped": 0, "seconds": 0.0})
    # A suite's own time leaves out what its set-up took on some runners; the larger of the two is what one waited.
    seconds = max(float(suite.get("time", 0)), sum(float(case.get("time", 0)) for case in suite.iter("testcase")))
    module["seconds"] += seconds
    slow.append((seconds, suite.get("name")))
    for case in suite.iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        why = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            module["failed"] += 1
            failed.append(name)
        elif why is not None:
            module["skipped"] += 1
            skipped.append(f"{name}: {(why.get('message') or 'no reason given').strip().splitlines()[0]}")
        else:
            module["passed"] += 1


def section(title, lines):
    if lines:
        print(f"\n{title}")
        for line in lines:
            print(f"  {line}")


section("Tests by module", [f"{m:36} {c['passed']:5} passed {c['failed']:4} failed {c['skipped']:4} not run {c['seconds']:7.1f} s"
                            for m, c in modules.items()])
section("The slowest", [f"{seconds:7.1f} s  {name}" for seconds, name in sorted(slow, reverse=True)[:8] if seconds >= 1])
section("Not run, and why", skipped)
section("Failed", failed)
section("Reports", [path for path in sorted(glob.glob("**/target/groundcheck-report/*.html", recursive=True)) if os.stat(path).st_mtime >= since])
total = {key: sum(module[key] for module in modules.values()) for key in ("passed", "failed", "skipped")}
print(f"\n{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
if not total["passed"] + total["failed"]:
    print("error: no test ran")
sys.exit(1 if total["failed"] or not total["passed"] else 0)
