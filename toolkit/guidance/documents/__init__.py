"""Templates as files: Word and OpenDocument texts made of Markdown, workbooks made of a description."""
