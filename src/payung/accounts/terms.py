"""Which roles are there, and what may each of them do?

A role is a named list of permissions; what a permission reaches is narrowed by the office of its holder
(``queries.visible_to`` of every subject).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfficeKind(TextChoices):
    """Whose people they are; each kind has its own pages."""

    CITY = "city", _("Pemerintah kota")
    AGENCY = "agency", _("Perangkat daerah")
    BRANCH = "branch", _("Kantor cabang BPJS Ketenagakerjaan")
    FIRM = "firm", _("Badan usaha")


class Permission(TextChoices):
    """What a person may do, within the reach of their office."""

    VIEW_PACKAGES = "view_packages", _("Melihat paket dan garis perlindungannya")
    VIEW_CITY = "view_city", _("Melihat angka seluruh kota")
    VIEW_WORKERS = "view_workers", _("Melihat nama pekerja pada paketnya")
    SHOW_NIK = "show_nik", _("Membuka NIK utuh, dicatat beserta keperluannya")
    EXPORT_LISTS = "export_lists", _("Mengunduh daftar, dicatat beserta keperluannya")
    IMPORT_FILES = "import_files", _("Mengunggah berkas dan menjalankan pemeriksaan")
    JUDGE_LINKS = "judge_links", _("Memutuskan pasangan: sama, berbeda, belum yakin")
    JUDGE_FINDINGS = "judge_findings", _("Menilai temuan")
    UNDO = "undo", _("Membatalkan perubahan besar")
    CHECK_PAYMENT = "check_payment", _("Memeriksa gerbang pembayaran")
    MANAGE_PEOPLE = "manage_people", _("Mengundang orang dan mengatur perannya")
    MANAGE_CITY = "manage_city", _("Mengatur profil kota")
    READ_AUDIT = "read_audit", _("Membaca jejak audit")
    HANDLE_CASES = "handle_cases", _("Menangani temuan sampai pekerjanya terlindungi")
    APPROVE_OVERRIDE = "approve_override", _("Memutuskan pengecualian gerbang pembayaran sebagai orang kedua")
    WRITE_LETTERS = "write_letters", _("Menyusun, menyetujui dan menerbitkan surat kantornya")
    HOLD_EVENTS = "hold_events", _("Menyelenggarakan sosialisasi dan mencatat yang hadir")


class Role(TextChoices):
    """In which role somebody uses the system."""

    COORDINATOR = "koordinator", _("Koordinator")
    LEADER = "pimpinan", _("Pimpinan")
    INSPECTORATE = "inspektorat", _("Inspektorat")
    AGENCY_OFFICER = "petugas_opd", _("Petugas perangkat daerah")
    PAYMENT_VERIFIER = "verifikator_spm", _("Verifikator SPM")
    BRANCH_OFFICER = "cabang", _("Petugas cabang")
    FIRM = "badan_usaha", _("Badan usaha")


P = Permission
_READING = frozenset({P.VIEW_PACKAGES, P.VIEW_CITY})
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.COORDINATOR: _READING
    | {
        P.VIEW_WORKERS, P.SHOW_NIK, P.EXPORT_LISTS, P.IMPORT_FILES, P.JUDGE_LINKS, P.JUDGE_FINDINGS, P.UNDO,
        P.CHECK_PAYMENT, P.MANAGE_PEOPLE, P.MANAGE_CITY, P.HANDLE_CASES, P.WRITE_LETTERS,
        P.APPROVE_OVERRIDE, P.HOLD_EVENTS,
    },
    Role.LEADER: _READING,
    Role.INSPECTORATE: _READING | {P.VIEW_WORKERS, P.EXPORT_LISTS, P.READ_AUDIT},
    Role.AGENCY_OFFICER: frozenset(
        {P.VIEW_PACKAGES, P.VIEW_WORKERS, P.EXPORT_LISTS, P.CHECK_PAYMENT, P.WRITE_LETTERS, P.APPROVE_OVERRIDE}
    ),
    Role.PAYMENT_VERIFIER: frozenset({P.VIEW_PACKAGES, P.CHECK_PAYMENT}),
    Role.BRANCH_OFFICER: frozenset(
        {P.VIEW_PACKAGES, P.VIEW_WORKERS, P.SHOW_NIK, P.EXPORT_LISTS, P.JUDGE_LINKS, P.WRITE_LETTERS, P.HOLD_EVENTS}
    ),
    Role.FIRM: frozenset({P.VIEW_PACKAGES, P.VIEW_WORKERS}),
}  # fmt: skip

OFFICE_OF_ROLE: dict[Role, OfficeKind] = {
    Role.COORDINATOR: OfficeKind.CITY,
    Role.LEADER: OfficeKind.CITY,
    Role.INSPECTORATE: OfficeKind.CITY,
    Role.AGENCY_OFFICER: OfficeKind.AGENCY,
    Role.PAYMENT_VERIFIER: OfficeKind.AGENCY,
    Role.BRANCH_OFFICER: OfficeKind.BRANCH,
    Role.FIRM: OfficeKind.FIRM,
}


class Part(TextChoices):
    """Which part an office of the city plays in the protection of workers; each part has at most one office."""

    SOCIAL_SECURITY = "jaminan_sosial", _("Koordinator jaminan sosial")
    HOUSING = "perumahan", _("Perumahan dan permukiman")
    OVERSIGHT = "pengawasan", _("Pengawasan")
    FINANCE = "keuangan", _("Keuangan dan pembayaran")
    SERVICES = "pelayanan", _("Pelayanan perizinan")


class GateRule(TextChoices):
    """What the payment gate does where protection was not found."""

    WARN = "peringatan", _("Peringatan: pembayaran boleh jalan, alasannya dicatat")
    STOP = "henti", _("Henti: pembayaran menunggu bukti, kecuali disetujui dua orang")
