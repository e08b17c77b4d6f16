"""How much a file may hold before it is refused, and why just so much.

The largest real plans that councils publish have a few hundred rows and weigh two or three
megabytes; each limit leaves ten times that and still keeps a reading within seconds and within
the memory of a small server.
"""

# Word files with photographs on the cover reach some megabytes; no table of actions needs more.
FILE_MEGABYTES = 20

# A Word file has some twenty parts, a workbook two or three for each sheet.
ZIP_PARTS = 2_000

# The XML of 2,000 rows is about three megabytes. In memory a tree is about ten times its text.
XML_MEGABYTES = 24

# A CSV or JSON of 2,000 rows is two or three megabytes.
TEXT_MEGABYTES = 12

# Commas and brackets of a JSON: 2,000 actions have some 200,000; each may cost 60 bytes.
JSON_VALUES = 1_000_000

# Everything in the file when unpacked, pictures too, which are never unpacked here.
UNPACKED_MEGABYTES = 200

# Two thousand rows are a very large plan; beyond five thousand it is a data set.
ROWS = 5_000

# Real tables have five to thirty columns.
COLUMNS = 200

# Of all sheets together. Cells that are only formatted count too: they cost as much to read.
CELLS = 300_000

# The largest workbooks of councils have some forty sheets.
SHEETS = 200

# Of all merged ranges of a sheet together, each cell as often as it is merged; a title merged over
# a whole row has 16,384 cells.
MERGED_CELLS = 60_000

# Lists of words and of looks in a workbook. Excel itself ends at 64,000 looks; a list of words has
# two or three for each cell.
ELEMENTS = 300_000

# Entries of a packed file's directory before it is read, packed files inside it included.
LISTED_PARTS = 20_000

# A cell that holds more is a document; commentary ends at 50,000 characters.
CELL_CHARACTERS = 100_000

# Reading 2,000 rows takes a second or two, and a few on a small server.
SECONDS = 20

# What a reading may weigh as JSON. The server itself takes it in, so this bounds its memory too;
# 2,000 rows weigh about two.
OUTPUT_MEGABYTES = 32

# Address space, of which Python and its libraries take about 100 before the file is opened.
MEGABYTES = 400

# Cells without a place that are listed one by one; the rest are counted in one note.
LISTED_NOTES = 200
