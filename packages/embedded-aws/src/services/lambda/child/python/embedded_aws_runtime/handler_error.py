"""How Lambda's Python runtime reports a failed invocation."""

import traceback


class HandlerError(Exception):
    """A failure that Lambda names itself."""

    def __init__(self, error_type, message):
        super().__init__(message)
        self.error_type = error_type


def error_document(error, request_id):
    """The error's document and its text for the log."""
    error_type = getattr(error, "error_type", None) or type(error).__name__
    # The first frame is this runtime's own call.
    frames = [] if isinstance(error, HandlerError) else traceback.extract_tb(error.__traceback__)[1:]
    trace = traceback.format_list(frames)
    document = {
        "errorMessage": str(error),
        "errorType": error_type,
        "requestId": request_id,
        "stackTrace": trace,
    }
    return document, f"[ERROR] {error_type}: {error}\nTraceback (most recent call last):\n{''.join(trace)}".rstrip()
