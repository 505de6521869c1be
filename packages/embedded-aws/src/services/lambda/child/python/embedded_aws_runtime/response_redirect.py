"""Sends custom resource responses to the embedded CloudFormation. See cfn-response-redirect.cjs."""

import http.client
from urllib.parse import urlsplit

RESPONSE_HOST = "cfn-response.localaws.invalid"


def redirect_responses(endpoint):
    target = urlsplit(endpoint)
    connect = http.client.HTTPSConnection.connect

    def redirected(self):
        if self.host != RESPONSE_HOST:
            return connect(self)
        self.host, self.port = target.hostname, target.port
        return http.client.HTTPConnection.connect(self)

    http.client.HTTPSConnection.connect = redirected
