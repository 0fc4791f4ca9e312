"""Changes of several rows, and everything that mails; each function is one transaction (CRAFT.md 6)."""
