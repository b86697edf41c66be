"""Days as seen from today, since the pages tell what is near."""

import datetime

TODAY = datetime.date.today()


def days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)
