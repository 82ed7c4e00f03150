"""Dates as news pages print them in several languages, with their clocks and zones; and figures that are no dates."""

from __future__ import annotations

import pytest

from onrecord.clean.date_text import find_dates

DAY, NOON = "2024-05-14 00:00", "2024-05-14 19:44"
FORMS = [
    ("May 14, 2024", DAY),
    ("May 14th, 2024", DAY),
    ("14 May 2024", DAY),
    ("14th of May 2024", DAY),
    ("14-May-2024", DAY),
    ("14/May/2024", DAY),
    ("Tue, May 14, 2024", DAY),
    ("Tuesday 14 May 2024", DAY),
    ("14 May '24", DAY),
    ("Sept. 3, 2024", "2024-09-03 00:00"),
    ("2024-05-14", DAY),
    ("2024/05/14", DAY),
    ("14.05.2024", DAY),
    ("14.05.24", DAY),
    ("05/14/2024", DAY),
    ("14/05/2024", DAY),
    ("May 14, 2024 7:44 PM", NOON),
    ("May 14, 2024 at 7:44 p.m.", NOON),
    ("7:44 pm, 14 May 2024", NOON),
    ("7:44pm on Tuesday 14 May 2024", NOON),
    ("May 14, 2024, 12:05 a.m.", "2024-05-14 00:05"),
    ("May 14, 2024 at 7 p.m.", "2024-05-14 19:00"),
    ("14 May 2024 | 19:44", NOON),
    ("Published: May 14th, 2024 7:44PM EDT", "2024-05-14 23:44"),
    ("May 14, 2024 7:44 p.m. ET", "2024-05-14 23:44"),
    ("Dec. 3, 2024 7:44 a.m. ET", "2024-12-03 12:44"),
    ("14 May 2024 19:44 BST", "2024-05-14 18:44"),
    ("14 May 2024, 19:44 GMT", NOON),
    ("14 May 2024, 19:44 GMT+3", "2024-05-14 16:44"),
    ("14 May 2024 19:44 (UTC+03:00)", "2024-05-14 16:44"),
    ("14 May 2024 19:44 GMT+5:30", "2024-05-14 14:14"),
    ("Tue, 14 May 2024 19:44:00 +0300", "2024-05-14 16:44"),
    ("2024-05-14T19:44:00+03:00", "2024-05-14 16:44"),
    ("2024-05-14T19:44:00.000Z", NOON),
    ("2024-05-14T19:44Z", NOON),
    ("2024-05-14 19:44:00-05:00", "2024-05-15 00:44"),
    ("2024-05-14 19:44", NOON),
    ("Tue May 14 19:44:00 EDT 2024", "2024-05-14 23:44"),
    ("May 14, 20247:44 PM", NOON),
    ("May 14, 202412 Shares", DAY),
    ("14. Mai 2024", DAY),
    ("Dienstag, 14. Mai 2024", DAY),
    ("14. Mai 2024, 19:44 Uhr", NOON),
    ("Di., 14.05.2024, 19:44 Uhr", NOON),
    ("14. Mai 2024 um 19.44 Uhr", NOON),
    ("14.05.2024 - 19:44 Uhr MESZ", "2024-05-14 17:44"),
    ("3. März 2024, 9:05 MEZ", "2024-03-03 08:05"),
    ("3. Dez. 2024", "2024-12-03 00:00"),
    ("14. Mai 2024, 19 Uhr", "2024-05-14 19:00"),
    ("19:44 Uhr, 14. Mai 2024", NOON),
    ("3. Jänner 2024", "2024-01-03 00:00"),
    ("le 14 mai 2024 à 19h44", NOON),
    ("mardi 14 mai 2024", DAY),
    ("1er mai 2024", "2024-05-01 00:00"),
    ("14 mai 2024 à 19 h 44", NOON),
    ("Publié le 14/05/2024 à 19:44", NOON),
    ("3 févr. 2024", "2024-02-03 00:00"),
    ("14 mai 2024 à 19h44 HAE", "2024-05-14 23:44"),
    ("3 déc. 2024, 19h44 HNE", "2024-12-04 00:44"),
    ("14 mai 2024 à 19h", "2024-05-14 19:00"),
    ("3 août 2024", "2024-08-03 00:00"),
    ("14 de mayo de 2024", DAY),
    ("14 de mayo de 2024 a las 19:44", NOON),
    ("martes, 14 de mayo del 2024", DAY),
    ("14 may. 2024 - 19:44", NOON),
    ("14/05/2024 a las 7:44 p. m.", NOON),
    ("mayo 14, 2024", DAY),
    ("mayo 14 de 2024", DAY),
    ("3 de setiembre de 2024", "2024-09-03 00:00"),
    ("14 de mayo de 2024, 19:44 hora peninsular", "2024-05-14 17:44"),
    ("14 мая 2024", DAY),
    ("14 мая 2024 года", DAY),
    ("14 мая 2024, 19:44", NOON),
    ("14 мая 2024, 19:44 МСК", "2024-05-14 16:44"),
    ("14 мая 2024 г. в 19:44 (МСК)", "2024-05-14 16:44"),
    ("вторник, 14 мая 2024 года, 19:44", NOON),
    ("19:44 (МСК), 14 мая 2024", "2024-05-14 16:44"),
    ("14.05.2024 19:44", NOON),
    ("3 сент. 2024", "2024-09-03 00:00"),
    ("19:44, 14 мая 2024", NOON),
    ("١٤ مايو ٢٠٢٤", DAY),
    ("١٤/٥/٢٠٢٤", DAY),
    ("٢٠٢٤-٠٥-١٤", DAY),
    ("١٤ مايو ٢٠٢٤ ١٩:٤٤", NOON),
    ("۱۴/۰۵/۲۰۲۴", DAY),
    ("14 أيار 2024", DAY),
    ("3 كانون الثاني 2024", "2024-01-03 00:00"),
]
TRAPS = [
    "+44 20 7946 0958",
    "Tel. 02.12.34.56.78",
    "Call 555-12-24",
    "(212) 555-0144",
    "Final score 3-2-11",
    "won 6-4, 3-6, 7-5",
    "$2,024.50",
    "EUR 14.05",
    "Version 2.10.2024",
    "v1.12.2023",
    "iOS 17.4.1",
    "10.12.14.15",
    "page 14 of 2024",
    "Mon-Fri 9:00-17:00",
    "open 9.00 - 18.00",
    "Issue 14, May 2024",
    "May 2024",
    "14 May",
    "Yesterday 3:31PM",
    "2 hours ago",
    "vor 3 Stunden",
    "31.02.2024",
    "May 32, 2024",
    "2024",
    "in May 2,024 people",
    "12:30:45",
    "1 of 12",
    "© 2024",
    "14/2024",
    "0:1 (0:1)",
]


@pytest.mark.parametrize(("text", "moment"), FORMS)
def test_printed_forms(text: str, moment: str) -> None:
    """Every form gives its moment in UTC, or its day."""
    assert [f"{found.at:%Y-%m-%d %H:%M}" for found in find_dates(text)] == [moment]


@pytest.mark.parametrize("text", TRAPS)
def test_figures_that_are_no_dates(text: str) -> None:
    """Numbers, prices, scores, versions, hours and dates without a year are no dates."""
    assert find_dates(text) == []


def test_hours_of_an_event_are_no_offset() -> None:
    """The end of a span of hours is not taken for a zone."""
    assert find_dates("14 May 2024 9:00-12:00")[0].zone is None
