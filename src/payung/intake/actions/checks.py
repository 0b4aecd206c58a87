"""How is a check asked for in the browser, and how does it go on: files, waiting, running, loaded?"""

import lzma
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.intake import policies
from payung.intake.models import Check
from payung.intake.terms import NEXT, CheckState
from payung.reconcile.normalise.taxpayers import name_without_niks
from payung.refusal import Refusal, require_none

UPLOADS, INPUTS, RESULT = "unggahan", "berkas", "hasil"
OWNER_ALONE, OWNER_READS = 0o700, 0o600
MOST_UNPACKED = 4 * 2**30  # what a zip may become: a nation's lists are Parquet, a city's far smaller
MOST_FILES = 2_000
LONGEST_NAME = 150  # bytes; file systems take 255
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)


def place_of(check: Check) -> Path:
    """The folder of a check, below the data folder."""
    return Path(settings.DATA) / UPLOADS / check.folder


@transaction.atomic
def ask_check(files: Iterable[UploadedFile[Any]], *, as_of: date, area: str, by: User) -> Check:
    """Keep the files of a check that is yet to start. A zip is unpacked; nothing is kept where one cannot be."""
    require_none(policies.objection_to_importing(by=by))
    check = Check.objects.create(asked_by=by, as_of=as_of, area=area, folder=f"{as_of:%Y%m%d}-{secrets.token_hex(6)}")
    inputs = place_of(check) / INPUTS
    inputs.mkdir(mode=OWNER_ALONE, parents=True)
    try:
        names = [name for file in files for name in _keep(file, inputs)]
        if not names:
            raise Refusal("Pilih paling sedikit satu berkas; belum ada yang tersimpan.")
    except Exception:
        shutil.rmtree(place_of(check))
        raise
    audit.record("check.asked", on=check, by=by, note=", ".join(names)[:500])
    return check


def _keep(file: UploadedFile[Any], folder: Path) -> list[str]:
    """Write one upload; the names it gave."""
    name = _plain_name(file.name or "berkas")
    if name.lower().endswith(".zip"):
        return _unpack(file, folder)
    with _new_file(name, folder) as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return [name]


def _new_file(name: str, folder: Path) -> BinaryIO:
    if (folder / name).exists():
        raise Refusal("Ada dua berkas bernama {name}; ganti nama salah satunya. Belum ada yang tersimpan.", name=name)
    return (folder / name).open("xb")


def _unpack(file: UploadedFile[Any], folder: Path) -> list[str]:
    """Every file of a zip, under its plain name: folders in it are joined to the name, so that none leaves ours."""
    try:
        with zipfile.ZipFile(file) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > MOST_UNPACKED or len(members) > MOST_FILES:
                raise Refusal("{name} terlalu besar bila dibuka; unggah berkasnya satu per satu.", name=file.name)
            return [_extract(packed, member, folder) for member in members if not _is_hidden(member.filename)]
    except UNREADABLE as error:
        raise Refusal("{name} tidak dapat dibuka; simpan ulang sebagai zip tanpa sandi.", name=file.name) from error


def _extract(packed: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> str:
    name = _plain_name("-".join(_parts(member.filename)))
    with packed.open(member) as source, _new_file(name, folder) as kept:
        shutil.copyfileobj(source, kept)
    return name


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in _parts(name))


def _parts(name: str) -> list[str]:
    """The folders and the name in a name, also as Windows writes it; ``..`` leads nowhere."""
    return [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def _plain_name(name: str) -> str:
    """A name without folders, without a NIK, and without what a file system minds: it goes into the audit trail."""
    last = name_without_niks((_parts(name) or [""])[-1])
    plain = "".join(c if c.isalnum() or c in " ._-()+" else "_" for c in last)
    return plain.strip(". ").encode()[-LONGEST_NAME:].decode(errors="ignore") or "berkas"


@transaction.atomic
def start_check(check: Check, *, by: User) -> None:
    """Let a check wait for its turn."""
    held = Check.objects.select_for_update().get(pk=check.pk)
    require_none(policies.objection_to_starting(held, by=by))
    Check.objects.filter(pk=held.pk).update(
        state=CheckState.WAITING, share=0, step="", sentence="", is_cancel_asked=False, started_at=None, ended_at=None
    )
    audit.record("check.started", on=held, by=by)


@transaction.atomic
def cancel_check(check: Check, *, by: User) -> None:
    """Stop a check: at once where it waits, at its next step where it runs."""
    held = Check.objects.select_for_update().get(pk=check.pk)
    require_none(policies.objection_to_cancelling(held, by=by))
    if held.state == CheckState.RUNNING:
        Check.objects.filter(pk=held.pk).update(is_cancel_asked=True)
    else:
        move_check(held.pk, to=CheckState.CANCELLED)
    audit.record("check.cancelled", on=held, by=by)


def move_check(pk: int, *, to: CheckState, sentence: str = "") -> bool:
    """Take a check one state on, where that may follow; False where somebody else was faster."""
    before = [state for state, following in NEXT.items() if to in following]
    times = {CheckState.RUNNING: {"started_at": timezone.now()}}.get(to, {"ended_at": timezone.now()})
    moved = Check.objects.filter(pk=pk, state__in=before).update(state=to, sentence=sentence, **times)
    return moved == 1


def tell_progress(pk: int, *, step: str, share: int) -> bool:
    """Say how far a check is; False where it was asked to stop."""
    Check.objects.filter(pk=pk).update(step=step[:200], share=share)
    return not Check.objects.filter(pk=pk, is_cancel_asked=True).exists()
