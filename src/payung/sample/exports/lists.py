"""What do the lists look like that people keep: works of others in the city, registrations, payments?"""

from collections.abc import Iterable, Iterator
from random import Random

from payung.sample.branch import Payment, Registration
from payung.sample.chance import Wheel, happens, wheel
from payung.sample.executors import Executor
from payung.sample.exports.rows import Row
from payung.sample.packages import Package
from payung.sample.spelling import (
    contract_number,
    executor_name,
    in_millions,
    npwp_dotted,
    project_name,
    slashed,
    written_rupiah,
)
from payung.sample.titles import location

PAKET = (
    "id_paket",
    "nama_paket",
    "jenis",
    "pemilik",
    "satuan_kerja",
    "pelaksana",
    "npwp_pelaksana",
    "nomor_kontrak",
    "tgl_kontrak",
    "nilai",
    "termasuk_ppn",
    "tgl_mulai",
    "tgl_selesai",
    "lokasi",
    "sumber",
)
PENDAFTARAN = (
    "nomor_kepesertaan",
    "nomor_sertifikat",
    "nomor_kontrak",
    "nama_proyek",
    "nama_pelaksana",
    "npwp_pelaksana",
    "npp",
    "nama_pemilik",
    "nilai_dasar",
    "tgl_daftar",
    "tgl_mulai",
    "tgl_selesai",
    "status",
    "kantor_cabang",
)
PEMBAYARAN = ["nomor_kepesertaan", "kode_iuran", "tgl_bayar", "jumlah", "termin", "npwp_pembayar", "uraian"]
NUMBER_FORMS: Wheel[str] = wheel(("dotted", 45), ("bare", 22), ("sixteen", 18), ("", 15))


def says_days(package: Package) -> bool:
    """Every tenth building permit names no days of work."""
    return package.stream != "private" or not package.code.partition("/")[0].endswith("7")


def paket(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """The canonical list: works of the province, private works from building permits; all as text."""
    for package in packages:
        dated = says_days(package)
        yield {
            "id_paket": package.code,
            "nama_paket": package.title,
            "jenis": package.category,
            "pemilik": package.owner,
            "satuan_kerja": "DINAS PEKERJAAN UMUM PROVINSI CONTOH" if package.stream == "province" else None,
            "pelaksana": package.executor.name,
            "npwp_pelaksana": npwp_dotted(package.executor.npwp15) if happens(draw, 0.8) else None,
            "nomor_kontrak": package.contract_no,
            "tgl_kontrak": slashed(package.contract_on),
            "nilai": _money(package.value, draw),
            "termasuk_ppn": "ya" if package.taxed else "tidak",
            "tgl_mulai": slashed(package.starts_on) if dated else None,
            "tgl_selesai": slashed(package.ends_on) if dated else None,
            "lokasi": location(package.title),
            "sumber": "PBG" if package.stream == "private" else "SPSE Provinsi Contoh",
        }


def _money(rupiah: int, draw: Random) -> str:
    """As people write it; shortened only where nothing is lost."""
    if rupiah % 100_000 == 0 and happens(draw, 0.8):
        return in_millions(rupiah)
    return written_rupiah(rupiah) if happens(draw, 0.6) else str(rupiah)


def pendaftaran(registrations: Iterable[Registration], draw: Random) -> Iterator[Row]:
    """The branch's registrations, typed by firms."""
    for registration in registrations:
        package, executor = registration.package, registration.executor
        careful = registration.declared != "full"
        yield {
            "nomor_kepesertaan": registration.number,
            "nomor_sertifikat": registration.certificate if registration.payments else None,
            "nomor_kontrak": contract_number(package.contract_no, draw, careful=careful) or None,
            "nama_proyek": project_name(package.title, draw, careful=careful),
            "nama_pelaksana": executor_name(executor.name, executor.core, executor.form, draw),
            "npwp_pelaksana": _number(executor, draw, careful=careful),
            "npp": f"99{executor.code:06d}" if executor.code and happens(draw, 0.6) else None,
            "nama_pemilik": _owner(package, draw),
            "nilai_dasar": registration.base,
            "tgl_daftar": registration.registered_on,
            "tgl_mulai": registration.starts_on,
            "tgl_selesai": registration.ends_on,
            "status": registration.status,
            "kantor_cabang": registration.office,
        }


def _number(executor: Executor, draw: Random, *, careful: bool) -> str | None:
    """The tax number, dotted, bare, of 16 digits or empty; a person without one gives the NIK."""
    form = NUMBER_FORMS.spin(draw)
    if not form and careful:
        form = "bare"
    spelled = {
        "dotted": npwp_dotted(executor.npwp15),
        "bare": executor.npwp15,
        "sixteen": executor.npwp16,
        "": "",
    }[form]
    return spelled or (executor.npwp16 if form else "") or None


def _owner(package: Package, draw: Random) -> str:
    if package.source == "elsewhere":
        return draw.choice(("Pemerintah Kota Percontohan", "Kab. Permisalan", "Swasta", "Pemilik Ruko Misal Jaya"))
    if package.owner != "Kota Contoh":
        return package.owner
    agency = package.agency
    return draw.choice(
        (
            "Pemerintah Kota Contoh",
            "KOTA CONTOH",
            f"{agency.short} Kota Contoh",
            agency.name,
            agency.name.title(),
        )
    )


def pembayaran(paid: Iterable[tuple[Registration, Payment]], draw: Random) -> Iterator[Row]:
    """Payments; a bank deposit has no number and no code, only words, an amount and mostly a tax number."""
    for registration, payment in paid:
        executor = registration.executor
        yield {
            "nomor_kepesertaan": None if payment.is_deposit else registration.number,
            "kode_iuran": payment.code or None,
            "tgl_bayar": payment.paid_on,
            "jumlah": payment.amount,
            "termin": payment.instalment,
            "npwp_pembayar": _number(executor, draw, careful=True) if happens(draw, 0.85) else None,
            "uraian": _words(registration, payment, draw),
        }


def _words(registration: Registration, payment: Payment, draw: Random) -> str:
    name = project_name(registration.package.title, draw, careful=True)
    if not payment.is_deposit:
        return f"Iuran Jakon {payment.instalment}" if happens(draw, 0.5) else f"Iuran jasa konstruksi {name}"
    return f"SETORAN TUNAI BPD {registration.executor.core} {name}".upper()
