"""Orders not yet invoiced (beställt, ej fakturerat): files in, rows out."""
