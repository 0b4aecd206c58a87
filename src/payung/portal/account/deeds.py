"""In which words does the trail say what was done, and to what?

The trail keeps codes, which never change; these words may. A test holds that every code written anywhere has one.
"""

from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from payung.rules.parameters import parameter
from payung.rules.remedy import STEPS

Words = str | Promise
GROUPS: dict[str, Words] = {
    "account": _("Akun"), "invitation": _("Undangan"), "office": _("Kantor"), "executor": _("Badan usaha"),
    "city": _("Profil kota"), "map": _("Peta"), "check": _("Pemeriksaan"), "run": _("Hasil pemeriksaan"),
    "batch": _("Putaran putusan"), "pair": _("Pasangan"), "finding": _("Temuan"), "case": _("Penanganan"),
    "letter": _("Surat"), "wording": _("Kata-kata surat"), "second": _("Persetujuan kedua"),
    "packages": _("Daftar paket"),
    "event": _("Sosialisasi"),
    "regulation": _("Naskah kota"), "shelf": _("Rak aturan"),
    "report": _("Laporan triwulan"), "nik": _("NIK"),
    "niks": _("Kunci NIK"), "contacts": _("Kunci alamat"), "recipients": _("Kunci penerima"),
    "message": _("Pengiriman"), "promise": _("Janji"),
    "gate": _("Gerbang pembayaran"), "token": _("Token"), "database": _("Basis data"),
}  # fmt: skip
DEEDS: dict[str, Words] = {
    "account.opened": _("Akun dibuka"),
    "account.role_changed": _("Peran diubah"),
    "account.closed": _("Akun dinonaktifkan"),
    "account.reopened": _("Akun diaktifkan kembali"),
    "account.signed_out": _("Semua sesi diakhiri"),
    "invitation.made": _("Undangan dikirim"),
    "invitation.accepted": _("Undangan diterima"),
    "invitation.withdrawn": _("Undangan ditarik"),
    "office.opened": _("Kantor dicatat"),
    "executor.entrusted": _("Pelaksana dihubungkan dengan kantor"),
    "executor.released": _("Pelaksana dilepas dari kantor"),
    "executor.contact_set": _("Alamat pelaksana dicatat"),
    "city.changed": _("Profil kota diubah"),
    "map.changed": _("Peta kota diganti"),
    "map.removed": _("Peta kota dihapus"),
    "check.asked": _("Berkas diunggah"),
    "check.started": _("Pemeriksaan dimulai"),
    "check.cancelled": _("Pemeriksaan dihentikan"),
    "check.files_dropped": _("Berkas pemeriksaan dihapus setelah masa simpan"),
    "run.loaded": _("Hasil pemeriksaan dimuat"),
    "run.undone": _("Hasil pemeriksaan ditarik"),
    "batch.undone": _("Putusan ditarik"),
    "pair.judged": _("Pasangan diputuskan"),
    "finding.judged": _("Temuan dinilai"),
    "case.opened": _("Penanganan dibuka"),
    "case.start_set": _("Tanggal mulai kerja ditetapkan"),
    "wording.set": _("Kata-kata surat diubah"),
    "wording.reset": _("Kata-kata surat dikembalikan"),
    "letter.drafted": _("Surat disusun"),
    "letter.edited": _("Konsep surat diubah"),
    "letter.approved": _("Surat disetujui"),
    "letter.issued": _("Surat diterbitkan"),
    "letter.signed": _("Surat ditandatangani secara elektronik"),
    "letter.opened": _("Surat terbit dibuka"),
    "letter.corrected": _("Surat dibetulkan"),
    "letter.discarded": _("Konsep surat dibuang"),
    "message.queued": _("Pengiriman surat diantrekan"),
    "message.waiting": _("Pengiriman surat menunggu lagi"),
    "message.sending": _("Surat mulai dikirim"),
    "message.sent": _("Surat terkirim"),
    "message.uncertain": _("Surat belum pasti terkirim"),
    "message.failed": _("Surat gagal dikirim"),
    "message.bounced": _("Surat kembali, tidak sampai"),
    "message.read": _("Surat dibaca penerimanya"),
    "message.confirmed": _("Surat dipastikan sudah terkirim"),
    "message.again": _("Surat dikirim sekali lagi"),
    "message.cancelled": _("Pengiriman surat dibatalkan"),
    "promise.made": _("Komitmen dicatat"),
    "promise.proven": _("Janji terbukti dari data pemeriksaan"),
    "promise.reopened": _("Janji terbuka lagi: datanya tidak lagi membuktikan"),
    "promise.released": _("Janji dilepas: paketnya tidak ada lagi"),
    "promise.document_brought": _("Dokumen janji dibawa"),
    "promise.documented": _("Janji selesai dengan dokumen"),
    "promise.document_refused": _("Dokumen janji belum cukup"),
    "promise.reminded": _("Badan usaha diingatkan akan janjinya"),
    "promise.sheets": _("Lembar badan usaha dicetak"),
    "gate.checked": _("Gerbang menjawab sebuah pembayaran"),
    "gate.note": _("Nota gerbang dibuka"),
    "gate.proof_named": _("Bukti diajukan untuk diperiksa cabang"),
    "gate.proof_decided": _("Cabang menjawab sebuah bukti"),
    "token.made": _("Token sistem pembayaran dibuat"),
    "token.revoked": _("Token sistem pembayaran dicabut"),
    "second.asked": _("Persetujuan orang kedua diminta"),
    "second.decided": _("Orang kedua memutuskan"),
    "packages.exported": _("Daftar paket diunduh"),
    "report.exported": _("Laporan triwulan diunduh"),
    "regulation.added": _("Naskah kota ditambahkan ke rak"),
    "regulation.changed": _("Naskah kota diubah"),
    "regulation.withdrawn": _("Naskah kota ditarik dari rak"),
    "regulation.put_back": _("Naskah kota dikembalikan ke rak"),
    "regulation.file_attached": _("Berkas naskah diunggah"),
    "regulation.file_removed": _("Berkas naskah dihapus"),
    "shelf.stocked": _("Rak diisi naskah awal"),
    "event.quiz_started": _("Kuis dibuka seorang peserta"),
    "event.quiz_answered": _("Kuis dijawab seorang peserta"),
    "event.quiz_copied": _("Jawaban kuis di kertas disalin"),
    "event.planned": _("Acara direncanakan"),
    "event.edited": _("Acara diubah"),
    "event.opened": _("Undangan acara dibuka"),
    "event.cancelled": _("Acara dibatalkan"),
    "event.held": _("Acara ditandai sudah berlangsung"),
    "event.material_added": _("Materi acara ditambahkan"),
    "event.material_removed": _("Materi acara dihapus"),
    "event.listed": _("Badan usaha masuk daftar undangan"),
    "event.unlisted": _("Badan usaha keluar dari daftar undangan"),
    "event.letter_drafted": _("Surat undangan acara disusun"),
    "event.sent": _("Undangan acara diantrekan"),
    "event.replied": _("Undangan acara dijawab"),
    "event.promoted": _("Yang menunggu mendapat kursi"),
    "event.reminded": _("Yang diundang diingatkan"),
    "event.arrivals_taken": _("Kehadiran dicatat"),
    "event.guest_placed": _("Badan usaha seorang tamu ditetapkan"),
    "event.certificates_opened": _("Sertifikat kehadiran diunduh"),
    "nik.shown": _("NIK dibuka"),
    "contacts.resealed": _("Alamat disegel ulang dengan kunci baru"),
    "recipients.resealed": _("Penerima disegel ulang dengan kunci baru"),
    "niks.resealed": _("NIK disegel ulang dengan kunci baru"),
    "database.restored": _("Basis data dipulihkan dari cadangan"),
}
STEP = "case."
"""What stands before the name of a step of the law; its label says the rest."""
THINGS: dict[str, Words] = {
    "accounts.user": _("pengguna"), "accounts.invitation": _("undangan"), "accounts.office": _("kantor"),
    "intake.batch": _("perubahan"), "intake.check": _("pemeriksaan"), "intake.run": _("hasil pemeriksaan"),
    "registry.worker": _("pekerja"), "registry.executor": _("pelaksana"), "projects.package": _("paket"),
    "projects.citymap": _("peta"), "matching.judgement": _("putusan pasangan"),
    "compliance.findingjudgement": _("penilaian temuan"), "compliance.case": _("penanganan"),
    "accounts.apitoken": _("token"), "compliance.paymentcheck": _("jawaban gerbang"),
    "compliance.proofrequest": _("bukti yang diperiksa"),
    "briefings.commitment": _("komitmen"), "briefings.pledge": _("janji"),
    "compliance.letter": _("surat"), "compliance.secondlook": _("persetujuan kedua"),
    "briefings.event": _("acara"), "briefings.quizsitting": _("kuis"),
    "regulations.regulation": _("naskah kota"),
}  # fmt: skip


def deed(action: str) -> str:
    """What was done, in words; the code itself where it is one of an earlier version."""
    if action in DEEDS:
        return str(DEEDS[action])
    step = _labels().get(action.removeprefix(STEP)) if action.startswith(STEP) else None
    return _now("Penanganan: %(step)s") % {"step": step} if step else action


@cache
def _labels() -> dict[str, str]:
    """The label of every step that any law so far knew."""
    return {row["name"]: row["label"] for dated in parameter(STEPS).history for row in dated.value}


def thing(on: str) -> str:
    """To what: ``pengguna 17`` for ``accounts.user:17``; a text as it is."""
    table, _colon, number = on.partition(":")
    return f"{THINGS[table]} {number}".strip() if table in THINGS else on


def choices() -> list[tuple[Words, list[tuple[str, Words]]]]:
    """Every deed under its group, the whole group first, for a filter."""
    return [
        (group, [(f"{prefix}.", _now("%(group)s: semua") % {"group": group}), *_of(prefix)])
        for prefix, group in GROUPS.items()
    ]


def _of(prefix: str) -> list[tuple[str, Words]]:
    return [(code, words) for code, words in DEEDS.items() if code.startswith(f"{prefix}.")]
