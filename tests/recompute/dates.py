"""Dates as they are known: a day, a month or a year."""
import calendar


def first_day(date):
    return (date + "-01-01")[:10]


def last_day(date):
    if len(date) == 7:
        year, month = map(int, date.split("-"))
        return "%s-%02d" % (date, calendar.monthrange(year, month)[1])
    return (date + "-12-31")[:10]


def is_date(cell):
    return cell not in ("", "?", "n/a")


def certainly_by(cell, day):
    return is_date(cell) and last_day(cell) <= day


def possibly_by(cell, day):
    return not is_date(cell) or first_day(cell) <= day
