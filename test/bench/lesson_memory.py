"""Runs a notebook on so many kernels at once and prints what memory they need together, in MB, as JSON.

usage: lesson_memory.py NOTEBOOK.ipynb FOLDER KERNELS
The cells run in FOLDER. `bare` is before the first cell, `opened` the most before the last cell, which frees the models, `end` after it
and `peak` the most that was ever seen, looking five times a second. All of them as PSS, which divides a page among the processes that
share it; `seconds` is processor time. Only Linux says these.
"""

import asyncio
import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

path, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])


def pss(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


async def main():
    clients = []
    try:
        for _ in range(count):
            notebook = nbformat.read(path, as_version=4)
            client = NotebookClient(notebook, record_timing=False, resources={"metadata": {"path": folder}})
            client.create_kernel_manager()
            clients.append(client)
            await client.async_start_new_kernel()
            await client.async_start_new_kernel_client()
        pids = [client.km.provisioner.pid for client in clients]
        total = lambda: sum(map(pss, pids))
        bare = total()
        peak = bare
        held = [0] * count

        async def watch():
            nonlocal peak
            while True:
                peak = max(peak, total())
                await asyncio.sleep(0.2)

        async def run(i):
            cells = [(index, cell) for index, cell in enumerate(clients[i].nb.cells) if cell.cell_type == "code"]
            for index, cell in cells:
                held[i] = max(held[i], pss(pids[i]))
                await clients[i].async_execute_cell(cell, index)

        watching = asyncio.create_task(watch())
        await asyncio.gather(*map(run, range(count)))
        watching.cancel()
        result = {"bare": bare, "opened": sum(held), "end": total(), "peak": peak, "seconds": sum(map(seconds, pids))}
    finally:
        for client in clients:
            await client._async_cleanup_kernel()
    print(json.dumps(result))


asyncio.run(main())
