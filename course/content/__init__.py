"""Words: the only code that opens content/.

`schema`, `items` and `words` say what an author may write. `files` reads YAML and front matter with
line numbers, `sources` the whole folder, `problems` turns what does not fit into Chinese sentences.
`containers`, `markup` and `typeset` make a lesson's Markdown into sections, `slips` and `wording`
tell what would show otherwise than meant. `checks` and `question_checks` know what several files
together must keep; `loader` puts the `course` together and reports every problem at once.
"""
