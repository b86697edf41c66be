"""An authority's own records as a workbook, and what somebody changed of them on the way back."""
