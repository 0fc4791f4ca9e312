"""A mail server on loopback that keeps what it was given, and the processes that send to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"


class Sink:
    """Takes every mail, slowly enough that a sender can be killed before, while and after handing one over."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.mails: list[Message] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.mails.append(message_from_bytes(bytes(envelope.original_content or b"")))
        # The sender has not read the answer yet: killed now, it cannot know that the mail has arrived.
        time.sleep(self.delay)
        return "250 OK"

    def ids_by_recipient(self) -> dict[str, Counter[str]]:
        """Message-IDs that reached each address, with the number of copies."""
        found: dict[str, Counter[str]] = {}
        for mail in self.mails:
            found.setdefault(mail["To"], Counter())[mail["Message-ID"]] += 1
        return found


@contextmanager
def running_sink(sink: Sink) -> Iterator[int]:
    """Serve on a free port of loopback, which is handed out."""
    controller = Controller(sink, hostname=HOST, port=0)
    controller.port = _free_port()
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def start_sender(port: int) -> subprocess.Popen[bytes]:
    """`manage.py send_mails` as a process of its own, on the database of the test."""
    environment = {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://{HOST}:{port}",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_mails"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def kill(process: subprocess.Popen[bytes]) -> bool:
    """SIGKILL; False where the process had ended by itself."""
    was_running = process.poll() is None
    if was_running:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return was_running


def database_url() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    user, folder = connection.settings_dict["USER"], connection.settings_dict["HOST"]
    return f"postgres://{user}@/{folder}/{name}"
