"""The fast way to the site: only pages are rendered that would come out otherwise than before, on all cores.

Byte for byte what the plain way gives (`builder publish --plain`), which is taken wherever that is not certain: for a
version, setting or template that is not known here (`seam`), and for a site of which anything is to be said, since the
plain way words it. A page depends on its text and its mark of edits, on what all pages share (`surroundings`), on what
its head says of others (`metadata`) and on whose lines it repeats (`owners`); that its links lead somewhere is looked
up anew where it changed, or where they may lead.

`sources` knows what `docs/` says, `source` one file of it; `site` goes through the pages, `heads` says which heads
stay, `pages` renders one, `workers` many (by `spread`), `store` keeps them, `leads` sees to the links. A page comes out
of `bodies` (by `dialect`, `inline` and `links` where machines wrote it) in a `frame`, by `templates` compiled before;
`outputs` keeps what is made of many pages; `rows` and `code` are what is kept, and until when.
"""
