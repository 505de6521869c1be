"""The process that a Python function runs in. Speaks the JSON lines of Node.js's IPC channel, as worker.cjs does."""

import importlib
import json
import logging
import os
import sys
import time
from decimal import Decimal

from embedded_aws_runtime.handler_error import HandlerError, error_document
from embedded_aws_runtime.output import LogHandler, LogStream, end_output
from embedded_aws_runtime.response_redirect import redirect_responses

CHANNEL = int(os.environ["NODE_CHANNEL_FD"])
os.set_blocking(CHANNEL, True)


def send(message):
    rest = json.dumps(message).encode() + b"\n"
    while rest:
        rest = rest[os.write(CHANNEL, rest) :]


class Context:
    """What Lambda's Python runtime passes to a handler."""

    identity = None
    client_context = None

    def __init__(self, given, timeout_ms):
        self.function_name = given["functionName"]
        self.function_version = given["functionVersion"]
        self.invoked_function_arn = given["invokedFunctionArn"]
        self.memory_limit_in_mb = given["memoryLimitInMB"]
        self.aws_request_id = given["awsRequestId"]
        self.log_group_name = given["logGroupName"]
        self.log_stream_name = given["logStreamName"]
        self._deadline = time.monotonic() + timeout_ms / 1000

    def get_remaining_time_in_millis(self):
        return max(0, round((self._deadline - time.monotonic()) * 1000))


class Runtime:
    def __init__(self):
        self.assignment = None
        self.handler = None
        self.request_id = ""

    def assign(self, assignment):
        self.assignment = assignment
        os.environ.clear()
        os.environ.update(assignment["env"])
        os.chdir(assignment["folder"])
        sys.path.insert(0, assignment["folder"])
        redirect_responses(assignment["endpoint"])
        sys.stdout = sys.stderr = LogStream(lambda text: send({"type": "log", "text": text}))
        root = logging.getLogger()
        root.handlers = [LogHandler(assignment["logging"], lambda: self.request_id)]

    def load(self):
        """The handler, loaded on the first call, and how long that took in milliseconds."""
        if self.handler:
            return {}
        started = time.monotonic()
        self.handler = load_handler(self.assignment["handler"])
        return {"initMs": (time.monotonic() - started) * 1000}

    def invoke(self, message):
        self.request_id = message["context"]["awsRequestId"]
        loaded, is_reusable = {}, False
        try:
            loaded = self.load()
            is_reusable = True
            event = json.loads(message["payload"])
            answer = self.handler(event, Context(message["context"], message["timeoutMs"]))
            reply = {"payload": marshal(answer), "failed": False}
        except Exception as error:
            document, log = error_document(error, self.request_id)
            print(log)
            reply = {"payload": json.dumps(document), "failed": True}
        sys.stdout.flush()
        end_output(self.request_id)
        send({"type": "reply", "reusable": is_reusable, **loaded, **reply})


def load_handler(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError:
        raise HandlerError("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack") from None
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise HandlerError(
            "Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}{remedy(error.name)}"
        ) from None
    except SyntaxError as error:
        raise HandlerError(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}"
        ) from None
    if not hasattr(module, function_name):
        raise HandlerError("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")
    return getattr(module, function_name)


def remedy(missing):
    """Remedy for a missing package that Lambda's runtime includes: handlers of the CDK rely on it."""
    if missing not in ("boto3", "botocore"):
        return ""
    return f". Lambda's runtime includes it, this machine's python3 ({sys.executable}) does not: install boto3 there, or bundle it"


def marshal(answer):
    """Like Lambda's runtime, returns bytes unchanged, and serializes the types that simplejson supports."""
    if isinstance(answer, bytes):
        return answer.decode(errors="replace")
    try:
        return json.dumps(answer, default=as_simplejson)
    except (TypeError, ValueError) as error:
        raise HandlerError("Runtime.MarshalError", f"Unable to marshal response: {error}") from None


def as_simplejson(value):
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def serve():
    runtime = Runtime()
    with open(CHANNEL, "rb", buffering=0, closefd=False) as channel:
        waiting = b""
        while True:
            chunk = channel.read(65536)
            if not chunk:
                os.killpg(0, 9)
            *lines, waiting = (waiting + chunk).split(b"\n")
            for message in map(json.loads, lines):
                if message["type"] == "assign":
                    runtime.assign(message)
                elif message["type"] == "invoke":
                    runtime.invoke(message)
                else:
                    try:
                        runtime.load()
                    except Exception:
                        pass
                    send({"type": "ready"})


serve()
