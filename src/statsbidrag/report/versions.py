"""The packages whose versions a report may depend on, told in the report and part of what its digest is over."""

PACKAGES = (
    "statsbidrag",
    "pandas",
    "pyarrow",
    "fastexcel",
    "openpyxl",
    "papermill",
    "nbconvert",
    "altair",
    "vl-convert-python",
)
