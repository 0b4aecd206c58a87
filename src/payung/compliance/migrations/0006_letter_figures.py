"""What an issued letter said, figure by figure, so that its correction can be held against it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compliance", "0005_letter_wording")]

    operations = [migrations.AddField("letter", "figures", models.JSONField(null=True))]
