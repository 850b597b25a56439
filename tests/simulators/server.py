# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carries a simulator over HTTP: aiohttp, because it shows header names as they were sent.

Beside the simulated API each server answers, uncounted, under ``/__sim__/``:
``GET stats`` (counters and figures), ``POST reset-counters``, ``POST faults`` (a list, replaces what is pending).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from aiohttp import web

from .wire import Reply, Request, Simulator

HOST = "127.0.0.1"
CONTROL = "/__sim__/"
MAX_BODY = 256 * 1024 * 1024


async def _to_request(request: web.Request) -> Request:
    headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in request.raw_headers)
    return Request(request.method, request.path, request.rel_url.raw_query_string, headers, await request.read())


async def _send(request: web.Request, reply: Reply) -> web.StreamResponse:
    if reply.truncate_at is None:
        return web.Response(status=reply.status, headers=reply.headers, body=reply.body)
    broken = web.StreamResponse(status=reply.status, headers={**reply.headers, "Content-Length": str(len(reply.body))})
    await broken.prepare(request)
    await broken.write(reply.body[: reply.truncate_at])
    if request.transport is not None:
        request.transport.abort()
    return broken


async def _with_transport_faults(simulator: Simulator, request: Request) -> Reply:
    text = request.path + "\n" + request.body.decode("utf-8", "replace")
    delay = simulator.faults.take(("delay",), text)
    if delay:
        await asyncio.sleep(float(delay.args["seconds"]))
    instead = simulator.faults.take(("http", "html"), text)
    if instead:
        body = str(instead.args.get("body", "" if instead.kind == "http" else "<html><body>Login</body></html>"))
        headers = {"Content-Type": "text/html", **instead.args.get("headers", {})}
        return Reply(int(instead.args.get("status", 500 if instead.kind == "http" else 200)), headers, body.encode())
    reply = simulator.handle(request)
    prefix = simulator.faults.take(("html_prefix",), text)
    if prefix:
        reply.body = str(prefix.args.get("body", "<br />\n<b>Warning</b>: something\n")).encode() + reply.body
    reset = simulator.faults.take(("reset",), text)
    if reset:
        reply.truncate_at = int(reset.args.get("after", len(reply.body) // 2))
    return reply


def application(simulator: Simulator) -> web.Application:
    """The aiohttp application of one simulator."""

    async def control(request: web.Request) -> web.StreamResponse:
        what = request.path[len(CONTROL) :]
        if what == "stats" and request.method == "GET":
            return web.json_response({"counters": dict(simulator.counters), **simulator.stats()})
        if what == "reset-counters" and request.method == "POST":
            simulator.counters.clear()
            return web.json_response({})
        if what == "faults" and request.method == "POST":
            simulator.faults.replace(json.loads(await request.read()))
            return web.json_response({})
        raise web.HTTPNotFound

    async def api(request: web.Request) -> web.StreamResponse:
        seen = await _to_request(request)
        simulator.counters["http_requests"] += 1
        return await _send(request, await _with_transport_faults(simulator, seen))

    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_route("*", CONTROL + "{what}", control)
    app.router.add_route("*", "/{path:.*}", api)
    return app


async def start(simulator: Simulator, port: int = 0) -> tuple[web.AppRunner, str]:
    """Serve on the loopback address; answers the runner to clean up and the base URL."""
    runner = web.AppRunner(application(simulator), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    bound: Any = runner.addresses[0]
    return runner, f"http://{HOST}:{bound[1]}"


@contextmanager
def running(simulator: Simulator) -> Iterator[str]:
    """Serve a simulator from a thread of this process, for tests; gives its base URL."""
    loop = asyncio.new_event_loop()
    ready = Event()
    state: dict[str, Any] = {}

    def serve() -> None:
        asyncio.set_event_loop(loop)
        state["runner"], state["url"] = loop.run_until_complete(start(simulator))
        ready.set()
        loop.run_forever()

    thread = Thread(target=serve, daemon=True)
    thread.start()
    if not ready.wait(timeout=10):
        raise RuntimeError(f"the {simulator.name} simulator did not start")
    try:
        yield state["url"]
    finally:
        asyncio.run_coroutine_threadsafe(state["runner"].cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
