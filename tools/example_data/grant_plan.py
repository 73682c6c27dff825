"""What objekt 9916 is to cost each month of 2018, by activity, and how much of that is pay.

Owns the plan that the rows of ``grant`` add up to. Tables are in tkr, January first; the cumulative targets are in
kronor and öre and are met to the öre.
"""

from .book import Dice

ACTIVITIES = ("01", "02", "03", "04", "05", "06", "")
LEVELLED = "02"  # takes what is needed for the month to meet its target

COST_TKR = {
    "01": (170, 190, 190, 210, 240, 190, 150, 180, 190, 200, 190, 200),
    "02": (160, 200, 220, 230, 290, 230, 100, 150, 180, 200, 200, 240),
    "03": (20, 30, 60, 80, 110, 90, 60, 100, 140, 170, 160, 180),
    "04": (60, 70, 80, 100, 130, 100, 60, 90, 130, 160, 160, 160),
    "05": (0, 0, 130, 190, 230, 160, 90, 140, 190, 230, 210, 230),
    "06": (80, 100, 110, 120, 160, 80, 60, 80, 110, 120, 110, 70),
    "": (10, 10, 10, 20, 40, 12, 18, 10, 10, 20, 20, 20),
}
PAY_TKR = {
    "01": (58, 60, 60, 62, 62, 60, 56, 62, 64, 66, 66, 66),
    "02": (34, 34, 36, 36, 36, 36, 32, 36, 40, 42, 42, 42),
    "03": (12, 16, 24, 30, 34, 22, 20, 36, 48, 56, 56, 58),
    "04": (24, 28, 30, 34, 36, 21, 20, 34, 48, 56, 56, 56),
    "06": (24, 26, 28, 30, 30, 19, 18, 28, 32, 34, 34, 32),
}
CUMULATIVE_ORE = (
    498_217_40,
    1_103_562_15,
    1_902_418_60,
    2_848_905_35,
    4_053_377_80,
    4_912_406_25,
    5_446_120_90,
    6_203_744_10,
    7_148_266_55,
    8_252_913_45,
    9_304_581_75,
    10_402_337_60,
)
PAY_BOOKED_A_MONTH_LATE = (6, 10)


def cost(activity: str, month: int) -> int:
    """Öre the activity costs in the month, everything counted; "" is cost without a known activity."""
    if activity == LEVELLED:
        before = CUMULATIVE_ORE[month - 2] if month > 1 else 0
        others = sum(cost(other, month) for other in ACTIVITIES if other != LEVELLED)
        return CUMULATIVE_ORE[month - 1] - before - others
    planned = COST_TKR[activity][month - 1] * 1_000_00
    return planned + planned * Dice(f"plan {activity} {month}").whole(-1_500, 1_500) // 100_000


def pay(activity: str, month: int) -> int:
    """Öre of pay and employer fees that people worked in the month for the activity."""
    planned = PAY_TKR.get(activity, (0,) * 12)[month - 1] * 1_000_00
    return planned + planned * Dice(f"plan pay {activity} {month}").whole(-2_000, 2_000) // 100_000


def pay_months_booked(month: int) -> tuple[int, ...]:
    """The months whose pay is rebooked in this month: none, its own, or also the month before."""
    own = () if month in PAY_BOOKED_A_MONTH_LATE else (month,)
    return (month - 1, *own) if month - 1 in PAY_BOOKED_A_MONTH_LATE else own
