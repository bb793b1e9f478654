"""Archives: files of many articles, wherever they lie -> tables in Parquet; on one machine or on many.

`builder read --out` and `builder analyse --out`. The work on an article is that of a build, function for function; this
is what lies around it:

- `plan.py` cuts what is given into pieces: a file, or a stretch of a large one (`pieces.py` opens it and knows its
  digest; `rows.py` gives its articles, and what is none);
- `work.py` does one piece. It holds some dozens of articles at a time, whatever the size of the file;
- `tables.py` has the columns, `store.py` puts a piece's tables in their place: under a name that is a digest of the
  piece, of the program (`version.py`) and of the settings, first under another name, and a mark last of all. So a piece
  may be done twice, by two machines at once, or half: the same files come out, and what is marked is not done again;
- `grouping.py` finds events in the tables, by `builder/events/windows.py`;
- `engines.py` hands pieces out: to processes of this machine, or to Dask (`over_dask.py`).

Everything is a path or an address that fsspec knows. What it needs is the extra `archive`.
The door is `engines.run`; nothing is loaded here, since commands without use for it look at `records` alone.
"""
