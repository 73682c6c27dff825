"""The namespaces of the parts of an .xlsx.

Owns that each has two names, that of the usual form (transitional) and that of the strict one, which mean the same.
"""

USUAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
# A sheet that names none is read as if it did.
MAIN = (USUAL, STRICT, "")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
