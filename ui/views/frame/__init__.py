"""What stands around the case: sidebar, status line, corner, and what is said in passing."""
