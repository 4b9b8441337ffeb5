"""Callsheet, in eight sentences.

A night locks the data directory and settles what the last one left. It claims the files that people dropped
into the inbox. Each is read, its tables recognised, its cells parsed, its rows judged: every row is accepted,
unchanged, rejected, ignored or suppressed. One transaction per file keeps the accepted rows for good. From
them it derives who each customer is. Per site it decides grades, what is due and a plan for seven days. It
renders workbooks and a report, and publishes them by one rename. Only then are the originals archived.
"""

__version__ = "0.1.0"
