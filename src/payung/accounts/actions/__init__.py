"""How do people come in, change and leave?"""

from payung.accounts.actions.city import CityTold, change_city
from payung.accounts.actions.invitations import accept_invitation, invite, invite_first, withdraw_invitation
from payung.accounts.actions.people import (
    change_role,
    deactivate,
    open_account,
    open_office,
    reactivate,
    sign_out_everywhere,
)
from payung.accounts.actions.tokens import make_token, revoke_token

__all__ = [
    "CityTold", "accept_invitation", "change_city", "change_role", "deactivate", "invite", "invite_first",
    "make_token", "open_account", "open_office", "reactivate", "revoke_token", "sign_out_everywhere",
    "withdraw_invitation",
]  # fmt: skip
