"""The digest of what hubtui keeps. Of its own module: hashlib loads all of OpenSSL for the others."""

try:
    from _blake2 import blake2b
except ImportError:  # a Python that has it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
