"""Drawings of what pages tell in words: SVG files beside the page, shown as images, so that no markup enters a page.

A drawing brings its own ground and colours for light and dark, since a reader's choice may not reach an image.
`builder/publish/drawings.py` lets exactly such files pass.
"""
