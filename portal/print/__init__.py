"""The wing for paper: books, receipts, what sets prints, and the press that draws PDFs."""
