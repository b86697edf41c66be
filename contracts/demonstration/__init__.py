"""The demonstration City Tools workbook: invented systems, contracts and skills of 33 real authorities.

Nothing in it is a finding about an authority. The authorities, functions and skills are the real
ones; every supplier, product, sum, date and score is invented, and each row says so in its column
"Demonstration", by which the import marks whatever comes of it. Company numbers begin with 995, a
range in which nothing is registered. Names of invented suppliers and products are in
fixtures/demonstration/, with what each authority's completeness is.

One seed gives one workbook, byte for byte, whatever the machine (built with the same compression
library) or the day: dates hang on ANCHOR (tables.py), and no clock, hash order or exp() is asked.

* completeness: an authority at 95% reports nearly every system that authorities of its kind run and
  fills in nearly every cell; one at 10%, hardly any. It falls evenly from 95 to 10 over the 33.
* market: sources on London's market do not agree, so one target is kept and tested: of the
  contracts that name a supplier, 15 suppliers hold 85 to 90%; three hold about 70% in housing
  management, two about 86% in social care. Small makers mostly sell through two resellers.
* time: contracts end from 2019 to 2032, housing ones bunched around three quarters in 2027 and 2028.
* satisfaction: the more suppliers an authority has, the less satisfied it is.

Twelve faults are planted (faults.py), as registers have them:

| | sheet | fault | what the import says |
| --- | --- | --- | --- |
| 1 | Contracts | the end is before the start | rejected: end-before-start |
| 2 | Contracts | it ends on 31/04/2027 | doubtful: date-impossible |
| 3 | Contracts | a council outside London | rejected: unknown-authority |
| 4 | Contracts | a row stands there twice | doubtful: repeated |
| 5 | Contracts | a value of -£18,500 | rejected: money-negative |
| 6 | Contracts | the value is "see schedule 4" | taken, value not known: money-elsewhere |
| 7 | Contracts | no title | rejected: no-title |
| 8 | Contracts | an e-mail address in the description | taken, cell left out, masked: email-address |
| 9 | Contracts | a row of totals at the foot | set aside: set-aside |
| 10 | Systems | a function that nobody knows | taken without it: unknown-function |
| 11 | Systems | a satisfaction of 7 | doubtful: satisfaction-unreadable |
| 12 | Systems | a reference that no contract has | taken without it: unknown-contract |
"""

from typing import IO, Final

from contracts.demonstration.workbook import SEED, generate
from contracts.imports.workbook import write_workbook_rows

FILE_NAME: Final = "demonstration-city-tools.xlsx"


def write_demonstration_workbook(file: IO[bytes], *, seed: int = SEED) -> None:
    """Write the workbook; the same seed always gives the same one."""
    made = generate(seed)
    write_workbook_rows(
        file, systems=made.systems, contracts=made.contracts, skills=made.skills, demonstration=True
    )
