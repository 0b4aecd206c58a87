"""The tables of the shelf as they were first made."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Regulation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("perda", "Peraturan daerah"),
                            ("perwal", "Peraturan wali kota atau bupati"),
                            ("keputusan", "Keputusan kepala daerah"),
                            ("surat_edaran", "Surat edaran"),
                            ("surat", "Surat dinas"),
                            ("kontrak", "Syarat kontrak (SSUK atau SSKK)"),
                            ("kerja_sama", "Perjanjian kerja sama"),
                        ],
                        max_length=15,
                    ),
                ),
                ("number", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=300)),
                ("issuer", models.CharField(max_length=200)),
                ("dated_on", models.DateField(blank=True, null=True)),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("duties", models.JSONField(blank=True, default=list)),
                ("cites", models.JSONField(blank=True, default=list)),
                (
                    "certainty",
                    models.CharField(
                        choices=[("dibaca", "Naskahnya dibaca"), ("kutipan", "Dari kutipan atau berita")], max_length=10
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500)),
                ("file", models.BinaryField(null=True)),
                ("file_kind", models.CharField(blank=True, max_length=4)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-dated_on", "number", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number", "issuer"), name="a_text_stands_once_on_the_shelf")
                ],
            },
        ),
    ]
