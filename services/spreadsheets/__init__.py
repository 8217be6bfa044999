"""Listings as one sheet, a row a location: xlsx or CSV, in our columns or those of the national 公共施設一覧.

`export` writes a sheet; `preview` reads one and says what it would change; `applying` does it. Nothing here commits.
"""
