"""Does the sample's past event hold promises proven, documented, open and overdue, once?"""

import datetime as dt

from tests.cast import Cast
from tests.house.briefings import coming, invited, open_event
from tests.house.runs import DAY
from tests.house.town import Town

from payung.briefings.models import Pledge
from payung.briefings.terms import PledgeState
from payung.jobs.demo_promises import fill_sample_promises, settle_sample_promises
from payung.registry.models import Executor


def test_the_sample_has_promises_of_every_state_but_once(cast: Cast, town: Town) -> None:
    event = open_event(cast, on=DAY - dt.timedelta(days=30), branch=cast.branch_officer.office)
    for firm in Executor.objects.filter(packages__facts__state_now="unprotected").distinct()[:4]:
        coming(invited(event, firm))
    made = fill_sample_promises(event, cast.of_each_role)
    assert made == 7
    assert settle_sample_promises() == 1
    assert set(Pledge.objects.values_list("state", flat=True)) == {
        PledgeState.OPEN, PledgeState.PROVEN, PledgeState.DOCUMENTED,
    }  # fmt: skip
    assert Pledge.objects.filter(state=PledgeState.OPEN, due_on__lt=DAY).exists()
    assert fill_sample_promises(event, cast.of_each_role) == settle_sample_promises() == 0
