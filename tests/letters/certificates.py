"""Whose certificates do the tests sign with? Made anew for each run; nobody else holds a key to them."""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "kata sandi uji coba"
FROM, TO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2049, 12, 31, tzinfo=dt.UTC)


def pkcs12_of(name: str, *, passphrase: str = PASSPHRASE, may_sign: bool = True) -> tuple[bytes, bytes]:
    """A PKCS#12 file for this name, and the certificate in it (PEM): its own root."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Uji Coba")]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(TO)
        .add_extension(x509.KeyUsage(may_sign, may_sign, not may_sign, *[False] * 6), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(passphrase.encode())
    store = pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, locked)
    return store, certificate.public_bytes(Encoding.PEM)
