"""Working days in Sweden, and the day that lies a number of them ahead.

Owns which days are free: Saturdays, Sundays, the public holidays of lagen (1989:253) om allmänna helgdagar as it reads
since 2005, and midsommarafton, julafton and nyårsafton, which semesterlagen (1977:480, 3 a §) counts as Sundays. A
region with another calendar hands in its own.
"""

import datetime as dt
from collections.abc import Callable

FreeDays = Callable[[dt.date], bool]
"""Whether a day is free."""
SATURDAY, FRIDAY = 5, 4
# Month and day: nyårsdagen, trettondedag jul, första maj, nationaldagen, julafton, juldagen, annandag jul, nyårsafton.
FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
# Days after Easter Sunday: långfredagen, annandag påsk, Kristi himmelsfärdsdag. Pingstdagen is a Sunday.
AROUND_EASTER = (-2, 1, 39)


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday of a Gregorian year, by the golden number and the epact of the church's tables."""
    golden, century = year % 19, year // 100
    skipped_leap_years, moon = century - century // 4, (century * 8 + 13) // 25
    epact = (skipped_leap_years - moon + 19 * golden + 15) % 30
    # The full moon never falls later than 18 April in the tables.
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - skipped_leap_years) % 7
    return dt.date(year, 3, 28) + dt.timedelta(days=epact - weekday)


def is_free(day: dt.date) -> bool:
    """Whether a day is no working day."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED:
        return True
    if (day - easter_sunday(day.year)).days in AROUND_EASTER:
        return True
    # Midsommarafton is the Friday between 19 and 25 June.
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == FRIDAY


def working_days_after(day: dt.date, number: int, free: FreeDays = is_free) -> dt.date:
    """The day that is ``number`` working days after a day, which is not itself counted."""
    while number > 0:
        day += dt.timedelta(days=1)
        number -= not free(day)
    return day
