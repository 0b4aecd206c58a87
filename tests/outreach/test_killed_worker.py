"""Does a worker that is killed at any moment of a send never send twice, nor lose a message?"""

import random
import time

import pytest
from tests.outreach.conftest import Installed, States
from tests.outreach.mailroom import STAGES, Mailroom

NOON, LATER = "2026-11-30T12:00", "2026-11-30T13:00"  # a Monday
PATIENCE = 120
MESSAGES, KILLS = 12, 4
AFTER_KILL = {
    "CONNECT": "sending", **dict.fromkeys(("EHLO", "MAIL", "RCPT", "DATA"), "handing_over"), "QUIT": "sent",
}  # fmt: skip
IN_THE_END = {
    "CONNECT": ("sent", 1), **dict.fromkeys(("EHLO", "MAIL", "RCPT"), ("uncertain", 0)), "DATA": ("uncertain", 1),
    "QUIT": ("sent", 1),
}  # fmt: skip
"""How the message stands after the next turn, and how often it arrived."""


def run(installed: Installed, *arguments: str) -> None:
    """A process to its end."""
    process = installed(*arguments)
    _, complained = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, complained


@pytest.mark.parametrize("stage", STAGES)
def test_a_message_whose_worker_was_killed_is_sent_once_or_uncertain(
    stage: str, installed: Installed, mailroom: Mailroom, states: States
) -> None:
    run(installed, "prepare", stage, "1")
    mailroom.stop_at = stage
    worker = installed("clock", NOON)
    assert mailroom.reached.wait(PATIENCE)
    worker.kill()
    worker.wait()
    assert list(states(stage).values()) == [AFTER_KILL[stage]]
    mailroom.stop_at = ""
    run(installed, "clock", NOON)  # another clock, while the first may still be alive: it touches nothing
    assert list(states(stage).values()) == [AFTER_KILL[stage]]
    run(installed, "clock", LATER)
    state, arrived = IN_THE_END[stage]
    assert list(states(stage).values()) == [state]
    assert len(mailroom.ids) == arrived


def test_workers_killed_at_random_neither_lose_nor_double(
    installed: Installed, mailroom: Mailroom, states: States
) -> None:
    run(installed, "prepare", "acak", str(MESSAGES))
    chance, mailroom.delay = random.Random(7), 0.04
    for turn in range(KILLS):
        before = len(mailroom.arrived)
        worker = installed("clock", f"2026-11-30T{8 + turn:02}:00")
        _wait_for(lambda before=before: len(mailroom.arrived) > before)
        time.sleep(chance.random() * 0.5)
        worker.kill()
        worker.wait()
    mailroom.delay = 0.0
    run(installed, "clock", "2026-11-30T15:00")
    stand = states("acak")
    assert len(stand) == MESSAGES
    assert set(stand.values()) <= {"sent", "uncertain"}
    assert len(mailroom.ids) == len(set(mailroom.ids))
    assert {one for one, state in stand.items() if state == "sent"} <= set(mailroom.ids)


def test_two_workers_at_once_send_each_message_once(installed: Installed, mailroom: Mailroom, states: States) -> None:
    run(installed, "prepare", "dua", str(MESSAGES))
    mailroom.delay = 0.02
    workers = [installed("clock", NOON) for _ in range(2)]
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    assert set(states("dua").values()) == {"sent"}
    assert len(mailroom.ids) == len(set(mailroom.ids)) == MESSAGES


def test_nothing_leaves_on_a_day_off_nor_in_quiet_hours(
    installed: Installed, mailroom: Mailroom, states: States
) -> None:
    run(installed, "prepare", "tenang", "1")
    for quiet in ("2026-11-29T12:00", "2026-12-25T12:00", "2026-11-30T05:59", "2026-11-30T20:00"):
        run(installed, "clock", quiet)
    assert set(states("tenang").values()) == {"waiting"}
    run(installed, "clock", "2026-12-01T06:00")
    assert set(states("tenang").values()) == {"sent"}


def _wait_for(happened: object) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.01)
