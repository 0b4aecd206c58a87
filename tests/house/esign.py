"""What does a city's signing service say? A server that speaks its contract, with a certificate of its own."""

import datetime as dt
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from payung.letters import LocalCertificate
from payung.letters.signing import signature_place

NIK, PASSPHRASE = "3671000101900001", "frasa rahasia penanda tangan"


@dataclass
class Service:
    """Where it listens, whom it knows, how it misbehaves, and what it was asked."""

    certificate: LocalCertificate
    address: str = ""
    account: str = ""
    manner: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """The service, while it runs."""

    class Asked(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self, service)

        def log_message(self, *_: object) -> None:
            """Nothing is written down."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(request: BaseHTTPRequestHandler, service: Service) -> None:
    """As the contract says: a form with a file, a NIK and a passphrase in; a PDF or a JSON error out."""
    told = form_of(request)
    service.asked.append(told)
    if service.manner == "slow":
        time.sleep(1.5)
    if service.manner == "down":
        return say(request, 503, {"error": "gangguan"})
    if service.manner == "elsewhere":
        request.send_response(307)
        request.send_header("Location", service.address + "/lain")
        request.end_headers()
        return None
    if service.account and request.headers["Authorization"] is None:
        return say(request, 401, {"error": "Unauthorized"})
    if (told["nik"], told["passphrase"]) != (NIK, PASSPHRASE):
        return say(request, 400, {"error": f"Passphrase {told['passphrase']} salah", "status_code": 2031})
    pdf = told["file"]
    if service.manner != "echo":
        pdf = service.certificate.signed(pdf, place=signature_place(pdf), at=dt.datetime.now(tz=dt.UTC))
    request.send_response(200)
    request.send_header("Content-Type", "application/pdf")
    request.end_headers()
    request.wfile.write(pdf)
    return None


def form_of(request: BaseHTTPRequestHandler) -> dict[str, Any]:
    """The fields of a multipart form."""
    body = request.rfile.read(int(request.headers["Content-Length"]))
    kind = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    parts = message_from_bytes(kind + body, policy=HTTP).iter_parts()  # type: ignore[attr-defined]
    found: dict[str, Any] = {"path": request.path}
    for part in parts:
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        found[name] = content if name == "file" else content.decode().rstrip("\r\n")
    return found


def say(request: BaseHTTPRequestHandler, code: int, told: dict[str, Any]) -> None:
    """An answer in JSON."""
    request.send_response(code)
    request.send_header("Content-Type", "application/json")
    request.end_headers()
    request.wfile.write(json.dumps(told).encode())
