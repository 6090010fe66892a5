"""The wing for paper: books, receipts, the room that sets prints, and the press that draws PDFs."""
