"""Item models over the room's reads; ids in memory, rows in pages. No widgets."""
