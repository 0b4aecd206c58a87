"""Since when does a letter run, and what else do two people decide?"""

from django.db import migrations, models

KINDS = [
    ("hentikan_kasus", "Menghentikan penanganan"),
    ("terima_penjelasan", "Menerima penjelasan dan menutup penanganan"),
    ("loloskan_pembayaran", "Meloloskan pembayaran tanpa bukti"),
]


class Migration(migrations.Migration):
    dependencies = [("compliance", "0007_answer_files")]

    operations = [
        migrations.AddField("letter", "sent_on", models.DateField(null=True)),
        migrations.AlterField("secondlook", "kind", models.CharField(choices=KINDS, max_length=24)),
    ]
