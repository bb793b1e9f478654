"""The editor's desk: what the commands `status`, `diff`, `accept`, `restore`, `explain`, `new` do; nothing here prints.

`lookup.py` finds the page that a word on the command line means; `standing.py` says where people and builder stand;
`editing.py` shows and ends conflicts and brings pages back; `beginning.py` begins pages; `explaining.py` and
`rules.py` say why a page says what it says.
It works on pages, bases and records alone: no language model, no engine.
"""
