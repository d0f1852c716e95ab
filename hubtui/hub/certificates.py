"""The certificate authorities that a TLS connection trusts.

The first of these environment variables that is set names a file or a folder with all of them: SSL_CERT_FILE and
SSL_CERT_DIR, which the official client reads today, then REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE, which it read before.
If none is set, the authorities of certifi and of this machine are trusted, which include those of a company.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Mapping
from pathlib import Path

import certifi

from hubtui.hub.errors import BadEnvironment

VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_HASHED = re.compile(r"[0-9a-f]{8}\.\d+")
_BUNDLES = ("/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem")
"""The files of Fedora, openSUSE and Alpine, for a Python that was built for another system."""


def variable_in_use(environ: Mapping[str, str]) -> str:
    """Return the environment variable that names the certificates, or "" if none is set."""
    return next((name for name in VARIABLES if environ.get(name)), "")


def tls_context(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Return an SSL context that checks host names and certificates.

    Raises:
        BadEnvironment: a variable names a file or folder that is missing or has no certificates.
    """
    variable = variable_in_use(environ)
    if variable:
        return _named(variable, environ[variable])
    context = ssl.create_default_context(cafile=certifi.where())
    _load_machine(context)
    return context


def _named(variable: str, path: str) -> ssl.SSLContext:
    folders = [folder for folder in path.split(os.pathsep) if Path(folder).is_dir()]
    if folders:
        if not any(_is_hashed(folder) for folder in folders):
            words = f"{variable}: no certificate in the folder {path} has the name that OpenSSL looks for"
            raise BadEnvironment(f"{words}; run openssl rehash on it")
        return ssl.create_default_context(capath=path)
    try:
        return ssl.create_default_context(cafile=path)
    except ssl.SSLError:
        raise BadEnvironment(f"{variable}: {path} holds no certificate; name a file in PEM format") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file has this name"
        raise BadEnvironment(f"{variable}: the certificates in {path} cannot be read: {reason}") from None


def _load_machine(context: ssl.SSLContext) -> None:
    paths = ssl.get_default_verify_paths()
    if _is_hashed(paths.openssl_capath):
        context.load_verify_locations(capath=paths.openssl_capath)  # costs nothing: each is read when it is needed
        return
    bundle = next((file for file in (paths.openssl_cafile, *_BUNDLES) if Path(file).is_file()), "")
    if bundle:
        try:
            context.load_verify_locations(cafile=bundle)
        except OSError:
            return  # those of certifi are there


def _is_hashed(folder: str) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(_HASHED.fullmatch(entry.name) for entry in entries)
    except OSError:
        return False
