"""What leaves the system: tables for the terminal, JSON lines, CSV, data frames and pages."""
