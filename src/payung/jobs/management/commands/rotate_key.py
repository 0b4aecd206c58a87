"""How is a data key replaced? ``PAYUNG_FIELD_KEY=new,old payung-admin rotate_key``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from payung.outreach import actions as outreach
from payung.refusal import Refusal
from payung.registry import actions
from payung.sealing import read_ring


class Command(BaseCommand):
    """Seals every NIK, contact and recipient anew under the first key of the ring; the others only open."""

    help = "Menyegel ulang semua NIK dan kontak dengan kunci data pertama di PAYUNG_FIELD_KEY"

    def handle(self, *args: Any, **options: Any) -> None:
        """One sentence: how many were sealed anew, and what may be thrown away."""
        try:
            ring = read_ring(settings.FIELD_KEYS)
            with transaction.atomic():
                count = actions.reseal_niks(keyring=ring, by=None)
                reached = actions.reseal_contacts(keyring=ring, by=None) + outreach.reseal_recipients(
                    keyring=ring, by=None
                )
        except Refusal as refusal:
            raise CommandError(f"{refusal} Tidak ada yang diubah.") from refusal
        self.stdout.write(
            f"{count} NIK dan {reached} kontak disegel ulang; kunci lama hanya diperlukan oleh cadangan lama."
        )
