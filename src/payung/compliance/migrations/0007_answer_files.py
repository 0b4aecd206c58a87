"""What an executor's answer also says and brings: the day of payment, the day of registration, its papers."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("cabang_ini", "Sudah terdaftar di kantor cabang kota ini"),
    ("cabang_lain", "Sudah terdaftar di kantor cabang lain"),
    ("nama_lain", "Sudah terdaftar atas nama induk, KSO atau pihak lain"),
    ("akan_mendaftar", "Belum terdaftar; akan segera didaftarkan"),
    ("bukan_kami", "Pekerjaan ini bukan pekerjaan kami, atau tidak jadi dilaksanakan"),
    ("lain", "Keterangan lain"),
]


class Migration(migrations.Migration):
    dependencies = [("compliance", "0006_letter_figures")]

    operations = [
        migrations.AddField("answer", "paid_on", models.DateField(null=True)),
        migrations.AddField("answer", "register_on", models.DateField(null=True)),
        migrations.AlterField("answer", "kind", models.CharField(blank=True, choices=KINDS, max_length=20)),
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=3)),
                ("content", models.BinaryField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="compliance.answer"
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
