"""Explicit runs of SGD that leave the ball: the other side of a certificate. Floats guess; the kernel checks."""
