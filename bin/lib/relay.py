"""Carries TCP from the container bridge's address to the emulator on 127.0.0.1, for containers only.

usage: relay.py HOST PORT PID -- listens on HOST:PORT, forwards to 127.0.0.1:PORT, ends when process PID ends.

fakecloud binds one address, and anybody who reaches it can start containers: so it gets the loopback one,
and containers reach it through this, on an address that only this machine and its containers route to.
"""

import asyncio
import os
import socket
import sys


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except (ConnectionError, OSError):
        writer.close()


def running(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"  # a dead one that nobody has collected
    except (FileNotFoundError, ProcessLookupError):
        return False


async def main(host, port, pid):
    async def carry(reader, writer):
        try:
            near_reader, near_writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.close()
            return
        for end in (writer, near_writer):
            end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.gather(pump(reader, near_writer), pump(near_reader, writer))
        writer.close()
        near_writer.close()

    server = await asyncio.start_server(carry, host, port)
    async with server:
        while True:
            await asyncio.sleep(0.5)
            if not running(pid):
                os._exit(0)


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
