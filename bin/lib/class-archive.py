"""Makes the class archive (AppCDS) of the release CLI's jar, as ARCHIVE: class-archive.py JAR ARCHIVE

A command of the CLI loads some 6,000 classes and lives for a second or two; out of an archive they come in half that time.
A JVM writes one at the end of a training run. That is `release status` here, asked of an AWS that this script plays on
127.0.0.1: it knows a foundation and nothing else, so that each client is opened once. JAVA_HOME's Java, else the one on PATH;
another one, or another jar, leaves the archive aside. An archive that is newer than the jar stays as it is.
"""
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAIR = {"blue": "arn:blue", "green": "arn:green"}
CONTRACT = {
    "schema": 1, "name": "connections", "region": "us-east-1", "account": "123456789012", "url": "http://127.0.0.1:1",
    "cluster": {"name": "connections", "arn": "arn:cluster"}, "log_group": "/connections/service",
    "repository": {"name": "connections", "url": "registry/connections", "arn": "arn:repository"},
    "load_balancer": {"arn": "arn:load-balancer", "dns_name": "localhost"}, "listener": "arn:listener",
    "rules": {"live": "arn:live", "candidate": PAIR}, "target_groups": PAIR, "bucket": "training",
    "token_parameter": "/connections/candidate-token", "alarms": ["training"],
}
RULES = """<DescribeRulesResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeRulesResult><Rules><member>
<RuleArn>arn:live</RuleArn><Actions><member><Type>forward</Type><TargetGroupArn>arn:blue</TargetGroupArn></member></Actions>
</member></Rules></DescribeRulesResult></DescribeRulesResponse>"""

CALLER = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""


class Aws(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("X-Amz-Target", "").startswith("AmazonSSM"):
            parameter = {"Name": "/connections/foundation", "Value": json.dumps(CONTRACT)}
            self.answer(200, "application/x-amz-json-1.1", json.dumps({"Parameter": parameter}))
        elif b"Action=" in body:
            self.answer(200, "text/xml", CALLER if b"Action=GetCallerIdentity" in body else RULES)
        else:
            self.answer(200, "application/x-amz-json-1.1", json.dumps({"services": [], "taskArns": []}))

    def answer(self, status, kind, text):
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def main():
    jar, archive = sys.argv[1:3]
    if os.path.exists(archive) and os.stat(archive).st_mtime_ns > os.stat(jar).st_mtime_ns:
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), Aws)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    draft = f"{archive}.{os.getpid()}"
    environment = {"PATH": os.environ["PATH"], "TARGET": "endpoint", "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
                   "AWS_REGION": "us-east-1", "AWS_ACCOUNT_ID": "123456789012", "AWS_ACCESS_KEY_ID": "none",
                   "AWS_SECRET_ACCESS_KEY": "none", "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    # The collector must be the one of bin/release.
    training = subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-XX:ArchiveClassesAtExit={draft}", "-Xlog:cds=error",
         "-Xlog:cds+dynamic=error", "-jar", jar, "status"],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    # Put there as a whole: a JVM that maps half an archive dies.
    if training.returncode == 0 and os.path.exists(draft):
        os.replace(draft, archive)
        return
    if os.path.exists(draft):
        os.remove(draft)
    print(f"warning: no class archive for {jar}, so each command starts a second later: the training run ended with "
          f"{training.returncode}\n{training.stdout}{training.stderr}", file=sys.stderr)


main()
