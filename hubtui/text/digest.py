"""The hash function blake2b, imported without hashlib, which loads all of OpenSSL."""

try:
    from _blake2 import blake2b
except ImportError:  # another implementation of Python
    from hashlib import blake2b

__all__ = ["blake2b"]
