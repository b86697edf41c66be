"""How large a spreadsheet may be, and what a child process may use to read one."""

MEBIBYTE = 2**20

# The file as a person sees it.
MAX_BYTES = 50 * MEBIBYTE
MAX_ROWS = 100_000
# Columns A to ZZ: a wider sheet has its table on its side, or a stray value far to the right.
MAX_COLUMNS = 26 + 26 * 26
# What Excel itself lets a cell hold.
MAX_CELL_CHARACTERS = 32_767

# Lists and objects within one another in a JSON file: a release has some ten.
MAX_DEPTH = 40

# The file as a zip archive: fifty honest megabytes of it unpack to some four hundred.
MAX_UNPACKED_BYTES = 512 * MEBIBYTE
MAX_MEMBERS = 2_000

# The child process. An honest 50,000 x 12 workbook needs 72 MiB, 100,000 rows of 50 columns 540 MiB.
CHILD_MEMORY_BYTES = 768 * MEBIBYTE
CHILD_CPU_SECONDS = 30
CHILD_OPEN_FILES = 32
# Waiting for the child; the time that the caller spends on the rows does not count.
WAIT_SECONDS = 60.0

# One message from the child: what the parent holds at a time.
MAX_FRAME_BYTES = 4 * MEBIBYTE
