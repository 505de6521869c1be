"""Loaded by every Python that finds this folder on PYTHONPATH: connections to other hosts fail at once."""

import ipaddress
import socket

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def _refuse_foreign(own, address):
    if own.family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0]
    try:
        is_own = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_own = host == "localhost"
    if not is_own:
        raise PermissionError(
            f"Connection to {host} refused: functions of the embedded AWS can reach only this machine "
            "(127.0.0.1, ::1, localhost), so that nothing reaches the real AWS by mistake. "
            "See LAMBDA-20 in BEHAVIOUR.md"
        )


def _connect_here(self, address):
    _refuse_foreign(self, address)
    return _connect(self, address)


def _connect_ex_here(self, address):
    _refuse_foreign(self, address)
    return _connect_ex(self, address)


socket.socket.connect = _connect_here
socket.socket.connect_ex = _connect_ex_here
