"""How large a workbook may be, decided before anything in it is read (SAFETY.md, reliability 8)."""

#: Of the file as it is sent. A workbook of 300 measures with long texts has a tenth of it.
LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 16 * 1024 * 1024
MOST_MEMBERS = 100
MOST_ROWS = 5000
MOST_COLUMNS = 120
MOST_SECONDS = 10
#: Uploads of one organisation in one query that wait for „Übernehmen“.
MOST_WAITING = 50
