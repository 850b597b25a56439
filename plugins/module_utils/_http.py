# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP for both systems: one requests.Session with TLS, proxy, time-out, retries, redaction and counters.

A :class:`Http` belongs to one thread: the inventory makes one per worker.
"""

from __future__ import annotations

import inspect
import os
import re
import ssl
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ._errors import AuthError, CheckModeWriteError, InputError, TransportError

try:
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError
    from urllib3.util.retry import Retry
except ImportError:
    REQUESTS_IMPORT_ERROR: str | None = traceback.format_exc()
else:
    REQUESTS_IMPORT_ERROR = None

HIDDEN = "********"
RETRIED_STATUS = (429, 502, 503, 504)
SNIPPET = 200
LONGEST_PAUSE = 60.0


@dataclass(frozen=True)
class HttpOptions:
    """How to reach one server. ``timeout`` in seconds; ``retries``: how often a read is tried again."""

    url: str
    validate_certs: bool = True
    ca_path: str | None = None
    client_cert: str | None = None
    client_key: str | None = None
    proxy: str | None = None
    timeout: float = 30.0
    retries: int = 3

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> HttpOptions:
        """From the connection options of a module or a plugin; :class:`InputError` for what cannot work."""
        given = {name: options[name] for name in cls.__dataclass_fields__ if options.get(name) is not None}
        given["url"] = _base_url(str(given.get("url", "")))
        if given.get("client_key") and not given.get("client_cert"):
            raise InputError("client_key needs client_cert")
        for name in ("ca_path", "client_cert", "client_key"):
            if given.get(name) and not os.path.exists(given[name]):
                raise InputError(f"{name}: there is no {given[name]}")
        if given.get("timeout", 1) <= 0:
            raise InputError("timeout must be more than 0 seconds")
        return cls(**given)


def _base_url(url: str) -> str:
    if "@" in url:
        raise InputError("url must not hold a user or password: use the options made for them")
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise InputError(f"url is none: {error}") from None
    if not usable:
        raise InputError(f"url must look like https://server/path, not {public_url(url)!r}")
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def public_url(url: str) -> str:
    """The URL without user, password, query and fragment, fit for messages."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


class Redactor:
    """Replaces secrets in texts that people will read."""

    def __init__(self, secrets: Iterable[str | None] = ()) -> None:
        self._secrets: list[str] = []
        self.add(*secrets)

    def add(self, *secrets: str | None) -> None:
        """Learn further secrets, such as a session id."""
        known = {*self._secrets, *(secret for secret in secrets if secret)}
        self._secrets = sorted(known, key=len, reverse=True)

    def __call__(self, text: object) -> str:
        clean = str(text)
        for secret in self._secrets:
            clean = clean.replace(secret, HIDDEN)
        return clean


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. ``headers`` ignore case."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    json: Callable[[], Any]

    @property
    def text(self) -> str:
        """The body as text. Both systems speak UTF-8; guessing it, as requests does, takes longer than the server."""
        return self.content.decode("utf-8", "replace")


@dataclass
class Counters:
    """What was sent so far; ``seconds`` is the time spent waiting for answers."""

    requests: int = 0
    reads: int = 0
    writes: int = 0
    retries: int = 0
    seconds: float = 0.0


@dataclass
class Http:
    """Sends requests to one server.

    ``system``: the name in error texts. ``read_only``: check mode; a write raises :class:`CheckModeWriteError`.
    ``log``: takes one redacted line per request.
    """

    options: HttpOptions
    system: str
    redact: Redactor
    read_only: bool = False
    log: Callable[[str], None] | None = None
    counters: Counters = field(default_factory=Counters)

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = self.options.proxy is None
        self._session.headers["User-Agent"] = "cmdbops.idoit_oitc"
        self._session.verify = self.options.ca_path or True if self.options.validate_certs else False
        if self.options.client_cert:
            key = self.options.client_key
            self._session.cert = (self.options.client_cert, key) if key else self.options.client_cert
        if self.options.proxy:
            self._session.proxies = {"http": self.options.proxy, "https": self.options.proxy}
        # Cookies would bring back a session of a user who has logged out (idoit-observed.md §3).
        self._session.cookies.set_policy(_no_cookies())
        # Without an auth of its own, requests would replace the Authorization header by what a .netrc holds.
        self._session.auth = lambda request: request
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=0))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def send(
        self,
        verb: str,
        path: str,
        *,
        write: bool,
        what: str,
        headers: Mapping[str, str] | None = None,
        params: Any = None,
        json: Any = None,
        retry: bool = True,
    ) -> Answer:
        """Send one request and return whatever the server answers, of any HTTP status.

        ``path`` is added to the base URL; ``what`` names the call in logs and errors. A read is repeated when the
        connection breaks and on 429, 502, 503, 504; a write only when it surely did not arrive. Raises
        :class:`TransportError`.
        """
        if write and self.read_only:
            raise CheckModeWriteError(f"{what} would write in check mode")
        request = requests.Request(verb, self.options.url + path, headers=dict(headers or {}), params=params, json=json)
        try:
            prepared = self._session.prepare_request(request)
        except ValueError as error:
            raise InputError(
                f"the request cannot be put together: {self.redact(error)}", system=self.system, method=what
            ) from None
        policy = _policy(self.options.retries if retry else 0)
        while True:
            response, failure = self._try(prepared, write, what)
            if failure is not None:
                if not _may_repeat(failure, write):
                    raise self._transport_error(failure, what) from None
            elif write or response.status_code not in RETRIED_STATUS:
                return _answer(response)
            raw = None if response is None else response.raw
            try:
                policy = policy.increment(verb, public_url(self.options.url), response=raw, error=failure)
            except (MaxRetryError, requests.RequestException):
                if failure is not None:
                    raise self._transport_error(failure, what) from None
                raise self.unusable(response.status_code, _answer(response).text, what) from None
            self.counters.retries += 1
            time.sleep(_pause(policy, raw))

    def _try(self, prepared: Any, write: bool, what: str) -> tuple[Any, Exception | None]:
        settings = self._session.merge_environment_settings(prepared.url, {}, False, self._session.verify, None)
        started = time.monotonic()
        response: Any = None
        failure: Exception | None = None
        try:
            response = self._session.send(prepared, timeout=self.options.timeout, allow_redirects=False, **settings)
        except (OSError, ValueError) as error:  # ValueError: a host name that is none
            failure = error
        spent = time.monotonic() - started
        self.counters.requests += 1
        self.counters.writes += write
        self.counters.reads += not write
        self.counters.seconds += spent
        if self.log:
            result = (
                type(failure).__name__ if failure else f"HTTP {response.status_code}, {len(response.content)} bytes"
            )
            self.log(self.redact(f"{self.system}: {what}: {result} in {spent:.3f} s"))
        return response, failure

    def unusable(self, status: int, text: str, what: str) -> TransportError | AuthError:
        """The error for an answer that is not what the API speaks: a login page, a proxy's error, an empty body."""
        snippet = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text[: 20 * SNIPPET])).strip()[:SNIPPET]
        shown = f"HTTP {status}" + (f" with the text {self.redact(snippet)!r}" if snippet else " with an empty body")
        fields: dict[str, Any] = {"system": self.system, "method": what, "code": status}
        where = public_url(self.options.url)
        if status in (401, 403):
            return AuthError(f"{where} refused the request: {shown}", reason="Check the key and the user.", **fields)
        if 300 <= status < 400:
            return TransportError(
                f"{where} redirects elsewhere: {shown}", reason="Give the final address in url.", **fields
            )
        return TransportError(
            f"{where} did not answer as the API does: {shown}", reason=_likely_reason(status, snippet), **fields
        )

    def _transport_error(self, failure: Exception, what: str) -> TransportError:
        text = self.redact(_innermost(failure))
        delivered = False if _surely_not_delivered(failure) else None
        return TransportError(
            f"{public_url(self.options.url)} could not be reached or broke off: {text}",
            system=self.system,
            method=what,
            delivered=delivered,
            reason=_advice(failure, self.options),
        )


def _answer(response: Any) -> Answer:
    return Answer(response.status_code, response.headers, response.content, response.json)


def _no_cookies() -> Any:
    from http.cookiejar import DefaultCookiePolicy

    return DefaultCookiePolicy(allowed_domains=[])


def _policy(retries: int) -> Any:
    # Jitter came with urllib3 2; older ones are what RHEL 9 ships.
    jitter: dict[str, Any] = (
        {"backoff_jitter": 0.3} if "backoff_jitter" in inspect.signature(Retry.__init__).parameters else {}
    )
    return Retry(total=retries, backoff_factor=0.3, respect_retry_after_header=True, **jitter)


def _pause(policy: Any, raw: Any) -> float:
    """Seconds to wait before the next try; what the server asks for counts, within reason."""
    asked: float | None = None if raw is None else policy.get_retry_after(raw)
    wanted: float = policy.get_backoff_time() if asked is None else asked
    return min(LONGEST_PAUSE, wanted)


def _causes(failure: BaseException) -> Iterable[BaseException]:
    """The failure and all that it wraps: requests puts urllib3's exception into args, urllib3 into ``reason``."""
    seen: list[BaseException] = []
    queue: list[Any] = [failure]
    while queue:
        one = queue.pop(0)
        if not isinstance(one, BaseException) or one in seen:
            continue
        seen.append(one)
        queue += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return seen


def _innermost(failure: BaseException) -> str:
    return str(list(_causes(failure))[-1]) or type(failure).__name__


def _surely_not_delivered(failure: Exception) -> bool:
    kinds = (NewConnectionError, ConnectTimeoutError, requests.exceptions.ConnectTimeout, ssl.SSLCertVerificationError)
    return any(isinstance(cause, kinds) for cause in _causes(failure))


def _may_repeat(failure: Exception, write: bool) -> bool:
    if isinstance(failure, requests.exceptions.SSLError):
        return False
    if _surely_not_delivered(failure):
        return True
    passing = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
    return not write and isinstance(failure, passing)


def _advice(failure: Exception, options: HttpOptions) -> str:
    if isinstance(failure, requests.exceptions.SSLError):
        return "The certificate was not accepted: give the CA in ca_path (or, for a test, validate_certs: false)."
    if isinstance(failure, requests.exceptions.ProxyError):
        return "The proxy did not take the request: check proxy and the proxy variables of the environment."
    if isinstance(failure, requests.Timeout):
        return f"No answer within {options.timeout:g} s: see timeout, and whether the server is busy."
    return "Is the server up, and are name and port in url right?"


def _likely_reason(status: int, snippet: str) -> str:
    if status == 404:
        return "Does url end where the product is installed?"
    if status >= 500:
        return "The server failed on it: its log and, for a large batch, PHP's memory limit tell more."
    if re.search(r"log ?-?[io]n|sign ?-?[io]n|anmeld|password", snippet, re.IGNORECASE):
        return "That looks like a login page: does a proxy or single sign-on stand before the API?"
    return "Does url lead to the product itself?"
