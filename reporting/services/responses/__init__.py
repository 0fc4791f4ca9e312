"""Following a running query: who answered, who did not, and who was asked."""
