"""The kinds of pages, one file each; every function gives records of `Page` and touches no file."""
