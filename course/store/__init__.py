"""Everything SQL: the database and the named questions and writes on it.

Functions take the open `Db` first and never commit; the caller's `Store.reading()` or
`Store.writing()` is the transaction. Everything about a person takes the `Actor`, and rights are
checked here, where the data are.
"""
