"""Answers of the payment gate, proofs that the branch verifies, and calls of machines."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_api_token"),
        ("compliance", "0003_figures_by_kind"),
        ("intake", "0002_same_content_again"),
        ("projects", "0004_unknown_last_on_postgresql"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="secondlook",
            name="payment",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.CreateModel(
            name="PaymentCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contract", models.CharField(max_length=200)),
                ("payment", models.CharField(max_length=120)),
                ("answer", models.CharField(max_length=20)),
                ("pays", models.CharField(max_length=15)),
                ("reason", models.TextField(blank=True)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("checked_at", models.DateTimeField(auto_now_add=True)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("pdf", models.BinaryField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payment_checks", to="accounts.office"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.run"
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.apitoken"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="GateCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80)),
                ("asked", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="accounts.apitoken"
                    ),
                ),
                (
                    "check_made",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="compliance.paymentcheck"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProofRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cause", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=80)),
                ("dated_on", models.DateField()),
                ("asked_on", models.DateField()),
                ("answer_by", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("is_confirmed", models.BooleanField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof_requests",
                        to="projects.package",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="paymentcheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("office", "contract", "payment"),
                name="a_payment_has_one_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecall",
            constraint=models.UniqueConstraint(fields=("token", "key"), name="a_call_is_answered_once"),
        ),
        migrations.AddConstraint(
            model_name="proofrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_confirmed__isnull", True)), fields=("package",), name="one_proof_is_looked_at"
            ),
        ),
        migrations.AddConstraint(
            model_name="proofrequest",
            constraint=models.UniqueConstraint(fields=("package", "cause", "number"), name="a_proof_is_looked_at_once"),
        ),
    ]
