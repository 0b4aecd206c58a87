"""Since when do the letters run that were sent before this was kept?"""

from django.db import migrations
from django.db.models import F, Min
from django.db.models.functions import TruncDate

LETTERS = ("permintaan_klarifikasi", "pemberitahuan", *(f"teguran_kontraktual_{n}" for n in (1, 2, 3)))


def tell(apps, schema_editor):
    """The first day of a message that went out; a case whose letter reached nobody waits for it to be sent."""
    Letter, Case = apps.get_model("compliance", "Letter"), apps.get_model("compliance", "Case")
    Message = apps.get_model("outreach", "Message")
    sent = Message.objects.filter(state="sent", letter__case__isnull=False).order_by().values("letter")
    for row in sent.annotate(on=Min(TruncDate("sent_at"))):
        Letter.objects.filter(pk=row["letter"]).update(sent_on=row["on"])
    unsent = Letter.objects.filter(state="terbit", step__in=LETTERS, sent_on__isnull=True)
    waiting = Case.objects.filter(closed_on__isnull=True, letters__in=unsent, letters__step=F("position"))
    Case.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(answer_by=None)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_calendars"), ("compliance", "0008_sent_letters")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
