"""Invented personal data, planted in the free texts of the ledgers so that tests can see that none is published.

No such person or company exists; the numbers are made up, though their check digits are right.
"""

PLANTED_NAMES = ("Exempla Påhittsson", "Fiktor Exempelsson", "Mönstra Testdotter")
PLANTED_NUMBERS = ("19811218-9876", "640823-3234", "191212121212")
PLANTED_TEXTS = (
    f"Handledning, {PLANTED_NAMES[0]} {PLANTED_NUMBERS[0]}",
    f"Reseräkning {PLANTED_NAMES[1]}, {PLANTED_NUMBERS[1]}",
    f"Tolk vid besök, patient {PLANTED_NUMBERS[2]} {PLANTED_NAMES[2]}",
)
