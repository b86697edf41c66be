"""A world of any size for measuring: contracts and systems of the 33 authorities, everything else invented.

    market      who sells what: a thousand suppliers, their products, about sixty functions
    wording     the texts: some fifty words each, of which forty are each in 50 to 80% of all texts
    agreements  contracts in every state, one after the other
    uses        systems in use
    world       all of it into a database, a bounded number of rows in memory
    scratch     which database may be filled, and emptying it

Names say "(invented)", and every record is marked as demonstration. The numbers are the same every time,
except the keys.
"""
