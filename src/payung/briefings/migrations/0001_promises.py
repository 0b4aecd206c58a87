"""What was signed, and each thing promised."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_api_token"),
        ("compliance", "0005_letter_wording"),
        ("intake", "0002_same_content_again"),
        ("outreach", "0001_messages"),
        ("projects", "0004_unknown_last_on_postgresql"),
        ("registry", "0002_contact"),
        ("regulations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("about", models.TextField(blank=True)),
                ("place", models.CharField(max_length=200)),
                ("address", models.TextField(blank=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("reply_by", models.DateField(blank=True, null=True)),
                ("quota", models.PositiveIntegerField()),
                ("seats_each", models.PositiveSmallIntegerField(default=2)),
                ("agenda", models.JSONField(blank=True, default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draf", "Draf"),
                            ("terbuka", "Undangan terbuka"),
                            ("selesai", "Sudah berlangsung"),
                            ("batal", "Dibatalkan"),
                        ],
                        default="draf",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                    ),
                ),
                ("grounds", models.ManyToManyField(blank=True, related_name="events", to="regulations.regulation")),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="compliance.letter",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="accounts.office"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("kota", "Pemerintah kota"),
                            ("dinas", "Perangkat daerah"),
                            ("cabang", "Kantor cabang BPJS Ketenagakerjaan"),
                            ("badan_usaha", "Badan usaha"),
                            ("pekerja", "Wakil pekerja"),
                        ],
                        max_length=12,
                    ),
                ),
                ("signatory", models.CharField(max_length=200)),
                ("position", models.CharField(blank=True, max_length=120)),
                ("signed_on", models.DateField()),
                (
                    "way",
                    models.CharField(choices=[("layar", "Di layar"), ("kertas", "Di kertas, difoto")], max_length=10),
                ),
                ("signature", models.BinaryField()),
                ("signature_kind", models.CharField(max_length=4)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "executor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="registry.executor",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="accounts.office",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="briefings.event",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("useful", models.PositiveSmallIntegerField()),
                ("clear", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                ("on_date", models.DateField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback", to="briefings.event"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("tanpa_perlindungan", "Ada paket berjalan tanpa perlindungan"),
                            ("belum_pernah", "Belum pernah dihubungi"),
                            ("ada_pekerjaan", "Ada paket berjalan di kota ini"),
                            ("dipilih", "Ditambahkan petugas"),
                        ],
                        max_length=20,
                    ),
                ),
                ("packages", models.PositiveIntegerField(default=0)),
                ("days", models.PositiveIntegerField(default=0)),
                ("key", models.CharField(max_length=43, unique=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("invited_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("belum", "Belum menjawab"),
                            ("datang", "Akan datang"),
                            ("menunggu", "Daftar tunggu"),
                            ("tidak", "Tidak dapat datang"),
                        ],
                        default="belum",
                        max_length=10,
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=0)),
                ("replied_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitees", to="briefings.event"
                    ),
                ),
                (
                    "executor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invited_to", to="registry.executor"
                    ),
                ),
            ],
            options={
                "ordering": ["executor__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=4)),
                ("file", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="briefings.event"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("firm_name", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(max_length=200)),
                ("folded", models.CharField(max_length=200)),
                ("position", models.CharField(blank=True, max_length=120)),
                (
                    "origin",
                    models.CharField(
                        choices=[("jawaban", "Disebut dalam jawaban undangan"), ("di_tempat", "Dicatat di tempat")],
                        max_length=10,
                    ),
                ),
                ("client_id", models.UUIDField(unique=True)),
                ("code", models.CharField(max_length=8)),
                ("key", models.CharField(max_length=43, unique=True)),
                ("has_told_feelings", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="briefings.event"
                    ),
                ),
                (
                    "executor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.executor"
                    ),
                ),
                (
                    "invitee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="briefings.invitee",
                    ),
                ),
            ],
            options={
                "ordering": ["firm_name", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_id", models.UUIDField(unique=True)),
                ("device", models.CharField(max_length=40)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("qr", "Kode QR dipindai"),
                            ("kode", "Kode diketik"),
                            ("nama", "Dicari menurut nama"),
                            ("kertas", "Disalin dari daftar cetak"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="briefings.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("daftarkan", "Mendaftarkan proyek dan membayar iurannya"),
                            ("bayar", "Membayar iuran yang belum dibayar"),
                            ("perpanjang", "Memperpanjang perlindungan sampai pekerjaan selesai"),
                            ("daftar_pekerja", "Menyerahkan daftar pekerja yang lengkap"),
                            ("putuskan_pasangan", "Memutuskan semua pasangan yang menunggu"),
                            ("pemberitahuan", "Mengirim pemberitahuan untuk setiap paket yang belum terlindungi"),
                            ("periksa_bukti", "Memeriksa semua bukti bayar yang menunggu"),
                            ("lain", "Janji lain"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("terbuka", "Belum terbukti"),
                            ("terbukti", "Terbukti dari data pemeriksaan"),
                            ("berdokumen", "Dinyatakan selesai dengan dokumen"),
                            ("dilepas", "Tidak berlaku lagi"),
                        ],
                        default="terbuka",
                        max_length=12,
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                ("proof", models.TextField(blank=True)),
                ("document", models.BinaryField(null=True)),
                ("document_kind", models.CharField(blank=True, max_length=4)),
                ("reminded_on", models.DateField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by_run",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.run"
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="briefings.commitment"
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="projects.package",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="QuizSitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    models.CharField(
                        choices=[("sebelum", "Sebelum acara"), ("sesudah", "Sesudah acara")], max_length=10
                    ),
                ),
                ("law_on", models.DateField()),
                ("questions", models.JSONField()),
                ("answers", models.JSONField(default=dict)),
                ("right", models.PositiveSmallIntegerField(null=True)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sittings", to="briefings.participant"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=60)),
                (
                    "invitee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="briefings.invitee"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told_of_event", to="outreach.message"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="an_event_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("quota__gte", 1), ("seats_each__gte", 1)), name="an_event_has_seats"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party", "badan_usaha"), ("executor__isnull", False)),
                    models.Q(("party", "badan_usaha"), _negated=True),
                    _connector="OR",
                ),
                name="a_firm_that_promises_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(("clear__gte", 1), ("clear__lte", 5), ("useful__gte", 1), ("useful__lte", 5)),
                name="marks_are_one_to_five",
            ),
        ),
        migrations.AddIndex(
            model_name="invitee",
            index=models.Index(fields=["event", "reply", "replied_at"], name="invitees_by_reply"),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.UniqueConstraint(fields=("event", "executor"), name="a_firm_is_invited_once"),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reply__in", ("datang", "menunggu")), _negated=True),
                    models.Q(("replied_at__isnull", False), ("seats__gte", 1)),
                    _connector="OR",
                ),
                name="who_comes_takes_seats",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(fields=("event", "code"), name="a_code_is_one_participant"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("event", "firm_name", "folded"), name="a_person_of_a_firm_takes_part_once"
            ),
        ),
        migrations.AddIndex(
            model_name="pledge",
            index=models.Index(fields=["state", "due_on"], name="pledges_by_day"),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "terbuka"), ("closed_on__isnull", False), _connector="OR"),
                name="what_is_closed_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "terbukti"), _negated=True),
                    models.Q(("proof", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_is_proven_says_by_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="quizsitting",
            constraint=models.UniqueConstraint(fields=("participant", "phase"), name="a_quiz_is_taken_once_a_phase"),
        ),
    ]
