"""Where did a request come from?"""

from django.http import HttpRequest

ITSELF = "127.0.0.1"


def network_address(request: HttpRequest) -> str:
    """The connection's address, never a header's, which anybody can write. A socket file is this machine itself."""
    return request.META.get("REMOTE_ADDR") or ITSELF
