"""Sends the output of a function to its log, as events."""

import io
import json
import logging
import os
import sys
import time

LEVELS = {"TRACE": 5, "DEBUG": 10, "INFO": 20, "WARN": 30, "ERROR": 40, "FATAL": 50}


class LogStream(io.TextIOBase):
    """Replaces stdout and stderr: each write that ends a line becomes one event, which may have several lines."""

    def __init__(self, log):
        self._log = log
        self._waiting = ""

    def writable(self):
        return True

    def write(self, text):
        self._waiting += text
        if text.endswith("\n"):
            self.flush()
        return len(text)

    def flush(self):
        text, self._waiting = self._waiting, ""
        if text.strip("\n"):
            self._log(text.rstrip("\n"))


class LogHandler(logging.Handler):
    """Handler of the root logger, in the function's log format."""

    def __init__(self, settings, request_id_of):
        super().__init__()
        self._is_json = settings["format"] == "JSON"
        self._request_id_of = request_id_of
        if self._is_json:
            logging.getLogger().setLevel(LEVELS[settings["level"]])

    def emit(self, record):
        when = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        message = record.getMessage()
        if record.exc_info:
            message += "\n" + logging.Formatter().formatException(record.exc_info)
        if self._is_json:
            text = json.dumps(
                {
                    "timestamp": f"{when}Z",
                    "level": record.levelname,
                    "message": message,
                    "logger": record.name,
                    "requestId": self._request_id_of(),
                }
            )
        else:
            text = f"[{record.levelname}]\t{when}.{int(record.msecs):03}Z\t{self._request_id_of()}\t{message}"
        sys.stdout.write(text + "\n")


def end_output(request_id):
    """See output-end.cjs."""
    for descriptor in (1, 2):
        rest = f"\0{request_id}\n".encode()
        while rest:
            try:
                rest = rest[os.write(descriptor, rest) :]
            except BlockingIOError:
                time.sleep(0.001)
            except OSError:
                break
