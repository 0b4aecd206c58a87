"""How is a data key replaced? ``PAYUNG_FIELD_KEY=new,old payung-admin rotate_key``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from payung.refusal import Refusal
from payung.registry import actions
from payung.sealing import read_ring


class Command(BaseCommand):
    """Seals every NIK anew under the first key of the ring; the others only open."""

    help = "Menyegel ulang semua NIK dengan kunci data pertama di PAYUNG_FIELD_KEY"

    def handle(self, *args: Any, **options: Any) -> None:
        """One sentence: how many were sealed anew, and what may be thrown away."""
        try:
            count = actions.reseal_niks(keyring=read_ring(settings.FIELD_KEYS), by=None)
        except Refusal as refusal:
            raise CommandError(f"{refusal} Tidak ada yang diubah.") from refusal
        self.stdout.write(f"{count} NIK disegel ulang; kunci lama tidak lagi diperlukan, kecuali oleh cadangan lama.")
