"""Dates to be subscribed to: the public calendar, and a personal one by an address that can be revoked."""
