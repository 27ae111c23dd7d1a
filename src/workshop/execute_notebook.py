"""Runs a notebook from top to bottom on its kernel and prints it with its outputs.

usage: execute_notebook.py NOTEBOOK.ipynb FOLDER
The cells run in FOLDER.
nbclient takes a cell's number from a message that tslab does not send, so here it comes from the kernel's reply instead.
"""

import sys

import nbformat
from nbclient import NotebookClient


def number(cell, cell_index, execute_reply):
    cell.execution_count = execute_reply["content"]["execution_count"]


path, folder = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
NotebookClient(
    notebook,
    record_timing=False,
    on_cell_executed=number,
    resources={"metadata": {"path": folder}},
).execute()
nbformat.write(notebook, sys.stdout)
