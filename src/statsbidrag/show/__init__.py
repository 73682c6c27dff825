"""How it looks: numbers, tables, cards, figures, charts and the Excel appendix. Takes plain values, decides nothing."""
