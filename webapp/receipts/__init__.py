"""Receipts: what they are, what comes in, and the screens that show them."""
