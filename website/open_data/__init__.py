"""What the portal gives away as data: described once, written as CSV, JSON and XLSX, listed in a catalogue."""
