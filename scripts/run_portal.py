"""Run the portal with demonstration data on this machine: web server and timers. Ctrl-C ends it all."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGINS = VAR / "demo-logins.txt"
CONCEPT = ROOT / "fixtures" / "krefeld_2018.yaml"
MANAGE = [sys.executable, str(ROOT / "manage.py")]
TIMERS = (["status_query", "remind"], ["send_mails"], ["run_jobs"])
PAUSE_SECONDS = 20


def secret_key() -> str:
    """Make the installation's secret once and keep it, so that sessions outlive a restart."""
    file = VAR / "secret-key"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(secrets.token_urlsafe(64))
    return file.read_text(encoding="ascii")


def environment(port: int) -> dict[str, str]:
    """Add the demonstration's settings to what the caller has set."""
    defaults = {
        "DATABASE_URL": f"sqlite:///{VAR / 'db.sqlite3'}",
        "EMAIL_URL": f"filemail:///{VAR / 'mail'}",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    return {**defaults, **os.environ, "DEMO": "1", "SECRET_KEY": secret_key()}


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run one management command; what it refuses ends the start."""
    finished = subprocess.run([*MANAGE, *arguments], env=env, check=False, text=True, stdout=subprocess.PIPE)
    if finished.returncode:
        sys.exit(f"manage.py {arguments[0]} ist fehlgeschlagen.")
    return finished.stdout


def fill(env: dict[str, str]) -> None:
    """Bring the database up to date; an empty one gets the concept and the demonstration data."""
    manage(env, "migrate", "--verbosity", "0")
    question = "from fields.models import Concept; print(Concept.objects.exists())"
    is_empty = manage(env, "shell", "--no-imports", "--command", question).strip() != "True"
    if is_empty:
        print("Das Konzept wird geladen …", flush=True)
        manage(env, "load_concept", str(CONCEPT))
        print("Die Beispieldaten werden geladen …", flush=True)
        manage(env, "load_demo")
    elif not LOGINS.exists():
        sys.exit(f"Die Zugänge fehlen ({LOGINS}). Bitte löschen Sie den Ordner {VAR} und starten Sie neu.")


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} ist belegt. Ein anderer: make run PORT={port + 1}")


def serve(env: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    """Start the web server in a session of its own, so that a Ctrl-C reaches it once, from here."""
    address = f"127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        address,
        "--workers",
        "2",
        "--log-level",
        "warning",
    ]
    application = "krefeld_integration.wsgi:application"
    return subprocess.Popen([*command, application], cwd=ROOT, env=env, start_new_session=True)


class Stop:
    """Whether somebody has asked for the end. A running timer finishes first, so that no mail is cut off midway."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask)

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


def run_timers(env: dict[str, str], server: subprocess.Popen[bytes], stop: Stop) -> None:
    """Remind, send mails and do jobs at intervals for as long as the server lives and nobody asks for the end."""
    due = time.monotonic()
    while server.poll() is None and not stop.asked:
        if time.monotonic() >= due:
            for arguments in TIMERS:
                subprocess.run(
                    [*MANAGE, *arguments],
                    env=env,
                    check=False,
                    stdout=subprocess.DEVNULL,
                    start_new_session=True,
                )
            due = time.monotonic() + PAUSE_SECONDS
        time.sleep(0.5)


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    refuse_taken_port(port)
    os.umask(0o077)
    VAR.mkdir(exist_ok=True)
    env = environment(port)
    fill(env)
    stop = Stop()
    server = serve(env, port)
    print(f"\n{LOGINS.read_text(encoding='utf-8')}\n{env['SITE_URL']}  (Strg-C beendet)", flush=True)
    run_timers(env, server, stop)
    if not stop.asked:
        sys.exit("Der Webserver hat sich beendet.")
    server.terminate()
    server.wait(timeout=30)


if __name__ == "__main__":
    main()
