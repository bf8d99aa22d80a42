"""The six analyses of a supplier's own records: on the case's rows, and on the learner's file.

A file becomes a table of texts (reading, workbook), its columns are matched to fields (columns),
its rows become records or faults (cleaning), and records are analysed (analyses). All of these are
pure; the sheet keeps what the learner set and concluded, never the rows.
"""
