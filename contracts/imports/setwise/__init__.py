"""Writing the records of a batch by a few statements over its staging rows, whatever their number.

The ORM's bulk helpers took 35 to 90 times as long at 50,000 rows, and a long transaction makes
every other writer on SQLite wait. This package and the search know which engine is there.
"""

from contracts.imports.setwise.ids import reserve_ids
from contracts.imports.setwise.writer import ORDER, assertions_moved, records_moved, taken_apart, write_batch

__all__ = ["ORDER", "assertions_moved", "records_moved", "reserve_ids", "taken_apart", "write_batch"]
