"""내보내기: receipts and a year's sum as tables, and on one sheet of paper."""
