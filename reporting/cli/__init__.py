"""`manage.py status_query`: the steps of a status query for operators, timers and tests."""
