"""Untrusted search: what it finds is only ever a proposal that the kernel checks."""
