"""Words: the only code that opens content/.

`schema`, `items` and `words` say what an author may write, `files` reads YAML and front matter with
line numbers, `markup` turns a lesson's Markdown into sections, `loader` puts the course together
and reports every problem at once.
"""
