"""A real mail server that stands still where a test wants it, refuses, breaks off, and keeps what arrived."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

STAGES = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "QUIT")
STANDSTILL = 60


class Mailroom:
    """``stop_at``: the stage at which it stands still; ``answers``: what it says at a stage instead of yes."""

    def __init__(self) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.stop_at = ""
        self.break_at = ""
        self.delay = 0.0
        self.answers: dict[str, str] = {}
        self.reached = threading.Event()
        self.arrived: list[Mail] = []

    @property
    def ids(self) -> list[str]:
        """The identifiers of what arrived, in order."""
        return [str(mail["Message-ID"]) for mail in self.arrived]

    async def pass_by(self, stage: str, *, server: SMTP | None = None) -> str:
        await asyncio.sleep(self.delay)
        if stage == self.stop_at:
            self.reached.set()
            await asyncio.sleep(STANDSTILL)
        if stage == self.break_at and server is not None:
            server.transport.abort()
        return self.answers.get(stage, "")

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, name: str, responses: list[str]
    ) -> list[str]:
        session.host_name = name
        await self.pass_by("EHLO")
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self.pass_by("MAIL", server=server) or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = await self.pass_by("RCPT")
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        refused = self.answers.get("DATA", "")
        if not refused:
            self.arrived.append(message_from_bytes(envelope.content))  # it has it, whatever it says afterwards
        await self.pass_by("DATA", server=server)
        return refused or "250 OK"

    async def handle_QUIT(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        await self.pass_by("QUIT")
        return "221 Bye"


class _Server(SMTP):
    async def _handle_client(self) -> None:
        await self.event_handler.pass_by("CONNECT")
        await super()._handle_client()


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, hostname="surat.example")


@contextmanager
def opened() -> Iterator[Mailroom]:
    """The server, listening on a port of its own."""
    room = Mailroom()
    controller = _Controller(room, hostname="127.0.0.1", port=room.port)
    controller.start()
    try:
        yield room
    finally:
        controller.stop()
