"""Certificates: solving for the missing number, proving the statement, writing it down."""
