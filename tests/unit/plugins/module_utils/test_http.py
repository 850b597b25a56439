# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP over real sockets: TLS, proxy, retries, redirects, cookies, redaction and the refusal of writes."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils import _http
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    ApiError,
    AuthError,
    CheckModeWriteError,
    InputError,
    TransportError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._http import Answer, Http, HttpOptions, Redactor
from ansible_collections.cmdbops.idoit_oitc.tests.simulators.wire import Reply
from ansible_collections.cmdbops.idoit_oitc.tests.unit.scripted import Scripted

OK = Reply.json({"ok": True})
BUSY = Reply(503, {"Retry-After": "0"}, b"busy")
CUT = Reply(200, {}, b"x" * 100, truncate_at=10)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_http, "LONGEST_PAUSE", 0.0)


@pytest.fixture
def server() -> Scripted:
    return Scripted()


@pytest.fixture
def url(server: Scripted) -> Iterator[str]:
    with server.running() as url:
        yield url


def client(url: str, read_only: bool = False, log: Any = None, secrets: Any = (), **options: Any) -> Http:
    return Http(
        HttpOptions.from_options({"url": url, **options}), "a server", Redactor(secrets), read_only=read_only, log=log
    )


def get(http: Http, **more: Any) -> Answer:
    return http.send("GET", "/path", write=False, what="a read", **more)


def post(http: Http, **more: Any) -> Answer:
    return http.send("POST", "/path", write=True, what="a write", json={"a": 1}, **more)


def test_what_is_sent_and_what_comes_back(server: Scripted, url: str) -> None:
    server.replies = [Reply.json({"größe": 1}, 418, {"X-Thing": "7"})]
    answer = get(client(url + "/base/"), headers={"X-RPC-Case": "kept"}, params={"q": "a b"})
    (request,) = server.requests
    assert (request.path, request.query_string) == ("/base/path", "q=a+b")
    assert request.header_exact("X-RPC-Case") == "kept"
    assert (answer.status, answer.json(), answer.headers["x-thing"]) == (418, {"größe": 1}, "7")
    assert answer.content.decode() == answer.text


def test_reads_are_repeated_and_counted(server: Scripted, url: str) -> None:
    lines: list[str] = []
    server.replies = [BUSY, CUT, Reply(429), Reply(502), OK]
    http = client(url, retries=4, log=lines.append)
    assert get(http).json() == {"ok": True}
    counters = http.counters
    assert (counters.requests, counters.reads, counters.writes, counters.retries) == (5, 5, 0, 4)
    assert counters.seconds > 0
    assert "a server: a read: HTTP 503, 4 bytes" in lines[0]
    assert "Error" in lines[1]


def test_reads_are_not_repeated_for_ever(server: Scripted, url: str) -> None:
    server.replies = [BUSY] * 3
    with pytest.raises(TransportError, match="HTTP 503 with the text 'busy'"):
        get(client(url, retries=2))
    server.replies = [CUT] * 3
    with pytest.raises(TransportError, match="broke off") as failure:
        get(client(url, retries=2))
    assert failure.value.delivered is None
    assert len(server.requests) == 6


def test_reads_are_not_repeated_where_that_is_not_wanted(server: Scripted, url: str) -> None:
    server.replies = [BUSY]
    with pytest.raises(TransportError):
        get(client(url), retry=False)
    assert len(server.requests) == 1


@pytest.mark.parametrize("reply", [BUSY, Reply(500), Reply(429)])
def test_writes_are_not_repeated_on_a_status(server: Scripted, url: str, reply: Reply) -> None:
    server.replies = [reply]
    http = client(url)
    assert post(http).status == reply.status
    assert (http.counters.writes, http.counters.retries) == (1, 0)


def test_writes_that_may_have_arrived_are_not_repeated(server: Scripted, url: str) -> None:
    server.replies = [CUT]
    with pytest.raises(TransportError) as failure:
        post(client(url))
    assert failure.value.delivered is None
    assert len(server.requests) == 1


def test_writes_that_surely_did_not_arrive_are_repeated(server: Scripted) -> None:
    with server.running() as url:
        pass
    http = client(url, retries=2)
    with pytest.raises(TransportError, match=r"could not be reached.*Is the server up") as failure:
        post(http)
    assert failure.value.delivered is False
    assert http.counters.requests == 3


def test_a_slow_server(server: Scripted, url: str) -> None:
    server.faults.replace([{"kind": "delay", "args": {"seconds": 0.5}}])
    with pytest.raises(TransportError, match=r"No answer within 0\.1 s") as failure:
        post(client(url, timeout=0.1))
    assert failure.value.delivered is None


def test_the_pause_a_server_asks_for_is_bounded(monkeypatch: pytest.MonkeyPatch, server: Scripted, url: str) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(_http, "LONGEST_PAUSE", 5.0)
    monkeypatch.setattr(_http.time, "sleep", pauses.append)
    server.replies = [Reply(503, {"Retry-After": "2"}), Reply(503, {"Retry-After": "3600"}), Reply(503), OK]
    get(client(url))
    assert pauses[:2] == [2, 5.0]
    assert 0 < pauses[2] <= 5.0


def test_writes_are_refused_in_check_mode(server: Scripted, url: str) -> None:
    with pytest.raises(CheckModeWriteError, match="a write would write in check mode"):
        post(client(url, read_only=True))
    assert server.requests == []


def test_no_cookie_no_redirect_no_netrc(
    server: Scripted, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server.replies = [Reply(302, {"Location": "/elsewhere", "Set-Cookie": "PHPSESSID=1; path=/"}), OK]
    http = client(url)
    assert get(http, headers={"Authorization": "own"}).status == 302
    get(http)
    assert [request.header("Authorization") for request in server.requests] == ["own", None]
    assert [request.header("Cookie") for request in server.requests] == [None, None]


def test_the_given_proxy_is_used_instead_of_the_environments(
    server: Scripted, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.replies = [OK, OK]
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert get(client("http://cmdb.example.invalid", proxy=url)).status == 200
    assert server.requests[0].header("Host") == "cmdb.example.invalid"
    monkeypatch.setenv("http_proxy", url)
    assert get(client("http://other.example.invalid")).status == 200
    assert server.requests[1].header("Host") == "other.example.invalid"


def test_a_proxy_that_is_not_there(server: Scripted) -> None:
    with server.running() as url:
        pass
    with pytest.raises(TransportError, match="The proxy did not take the request") as failure:
        post(client("http://cmdb.example.invalid", proxy=url, retries=0))
    assert failure.value.delivered is False


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"hi")

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(params=[ssl.CERT_NONE, ssl.CERT_REQUIRED], ids=["server", "mutual"])
def tls(request: pytest.FixtureRequest, authority: trustme.CA) -> Iterator[tuple[str, bool]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = request.param
    with HTTPServer(("127.0.0.1", 0), Hello) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_args: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}", request.param == ssl.CERT_REQUIRED
        server.shutdown()
        thread.join()


def test_tls(tls: tuple[str, bool], authority: trustme.CA, tmp_path: Path) -> None:
    url, mutual = tls
    ca, pair, chain, key = (tmp_path / name for name in ("ca.pem", "pair.pem", "chain.pem", "key.pem"))
    authority.cert_pem.write_to_path(ca)
    mine = authority.issue_cert("client@example.com")
    mine.private_key_and_cert_chain_pem.write_to_path(pair)
    mine.cert_chain_pems[0].write_to_path(chain)
    mine.private_key_pem.write_to_path(key)
    for identity in ({"client_cert": str(pair)}, {"client_cert": str(chain), "client_key": str(key)}):
        assert get(client(url, ca_path=str(ca), **identity)).text == "hi"
        assert get(client(url, validate_certs=False, **identity)).text == "hi"
    with pytest.raises(TransportError, match="give the CA in ca_path") as failure:
        get(client(url, client_cert=str(pair)))
    assert failure.value.delivered is False
    if mutual:
        with pytest.raises(TransportError):
            get(client(url, ca_path=str(ca), retries=0))


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "https://server/path"),
        ({"url": ""}, "https://server/path"),
        ({"url": "cmdb.example.com"}, "not 'cmdb.example.com'"),
        ({"url": "ftp://cmdb.example.com"}, "https://server/path"),
        ({"url": "https://:443"}, "https://server/path"),
        ({"url": "https://cmdb:0"}, "https://server/path"),
        ({"url": "https://cmdb:99999"}, "Port out of range"),
        ({"url": "https://[::1"}, "Invalid IPv6"),
        ({"url": "https://me:s3cret@cmdb"}, "must not hold a user"),
        ({"url": "https://me:s3/cret@cmdb"}, "must not hold a user"),
        ({"url": "https://cmdb", "client_key": "/dev/null"}, "client_key needs client_cert"),
        ({"url": "https://cmdb", "ca_path": "/no/such/file"}, "ca_path: there is no"),
        ({"url": "https://cmdb", "client_cert": "/no/such/file"}, "client_cert: there is no"),
        ({"url": "https://cmdb", "timeout": 0}, "timeout must be more than 0"),
    ],
)
def test_options_that_cannot_work(options: dict[str, Any], text: str) -> None:
    with pytest.raises(InputError, match=text) as failure:
        HttpOptions.from_options(options)
    assert "s3" not in str(failure.value)


def test_options_not_given_keep_their_defaults() -> None:
    options = HttpOptions.from_options({"url": " https://cmdb/x/?q#f ", "timeout": None, "retries": 0, "other": 1})
    assert options == HttpOptions("https://cmdb/x", retries=0)


def test_a_host_that_is_none() -> None:
    with pytest.raises(InputError, match="cannot be put together"):
        get(client("https://exa mple"))
    with pytest.raises(TransportError, match="label empty or too long"):
        get(client("https://a..b"))


@pytest.mark.parametrize(
    ("status", "body", "kind", "text"),
    [
        (
            200,
            "<html><h1>Please  log\nin</h1></html>",
            TransportError,
            r"'Please log in'\. That looks like a login page",
        ),
        (200, "<p>Hello</p>", TransportError, "Does url lead to the product itself"),
        (200, "", TransportError, "HTTP 200 with an empty body"),
        (404, "<p>Not Found</p>", TransportError, "Does url end where the product is installed"),
        (500, "", TransportError, "memory limit"),
        (301, "", TransportError, "redirects elsewhere.*final address"),
        (401, "no", AuthError, "refused the request: HTTP 401"),
        (403, "key-1", AuthError, r"\*{8}.*Check the key and the user"),
    ],
)
def test_answers_that_are_not_the_apis(status: int, body: str, kind: type[ApiError], text: str) -> None:
    error = client("https://cmdb/x", secrets=["key-1"]).unusable(status, body, "a call")
    assert error.__class__ is kind
    with pytest.raises(kind, match=text):
        raise error
    assert "https://cmdb/x" in str(error)


def test_redaction() -> None:
    redact = Redactor(["abc", None, ""])
    redact.add("abcdef", None)
    assert redact("abcdef, abc, ab") == f"{_http.HIDDEN}, {_http.HIDDEN}, ab"
    assert Redactor()(5) == "5"


def test_a_public_url_has_no_secrets() -> None:
    assert _http.public_url("https://u:p@cmdb:8443/x?apikey=1#f") == "https://cmdb:8443/x"


def test_connections_are_closed(server: Scripted, url: str) -> None:
    server.replies = [OK]
    http = client(url)
    get(http)
    http.close()


def test_a_machine_without_requests_is_told_so() -> None:
    code = (
        "import sys; sys.modules['requests'] = None\n"
        f"from {_http.__name__} import REQUESTS_IMPORT_ERROR\n"
        "assert 'ImportError' in REQUESTS_IMPORT_ERROR or 'ModuleNotFoundError' in REQUESTS_IMPORT_ERROR"
    )
    root = Path(_http.__file__).parents[5]
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(root)})


@pytest.mark.parametrize("jitter", [True, False])
def test_old_versions_of_urllib3_know_no_jitter(monkeypatch: pytest.MonkeyPatch, jitter: bool) -> None:
    class Old:
        def __init__(self, total: int, **_more: Any) -> None:
            self.total = total

    class New(Old):
        def __init__(self, total: int, backoff_jitter: float, **_more: Any) -> None:
            super().__init__(total)
            self.jitter = backoff_jitter

    monkeypatch.setattr(_http, "Retry", New if jitter else Old)
    policy = _http._policy(3)
    assert policy.total == 3
    assert hasattr(policy, "jitter") is jitter
