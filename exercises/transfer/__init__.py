"""Sheets as files: out as XLSX or JSON, and in again, exactly, for the sheet of any tool."""
