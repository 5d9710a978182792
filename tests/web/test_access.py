"""Who may come in: nobody without the token, from another site, or with a guessed password."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import trustme
from playwright.sync_api import Browser, expect

from sayso.errors import WrongUse
from sayso.web.app import description
from sayso.web.logins import add_login, read_logins
from tests.web.conftest import serving

PASSWORD = "correct horse battery"


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


@pytest.fixture
def inside(address: str) -> Iterator[httpx.Client]:
    """Somebody who opened the address that was printed."""
    with httpx.Client(base_url=origin(address), follow_redirects=True) as client:
        assert client.get(address).status_code == 200
        yield client


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FROB")
PATHS = (
    "/",
    "/api",
    "/api/openapi.json",
    "/api/changes",
    "/built/app.js",
    "/enter",
    "/enter?token=x",
    "/x",
    "/x/y",
    *description()["paths"],
)


@pytest.mark.parametrize("method", METHODS)
def test_without_the_token_every_request_is_refused(address: str, method: str) -> None:
    with httpx.Client(base_url=origin(address)) as client:
        told = {path: client.request(method, path) for path in PATHS}
    assert {path: answer.status_code for path, answer in told.items() if answer.status_code not in (401, 403)} == {}
    assert not [path for path, answer in told.items() if "allow" in answer.headers]


def test_with_it_an_address_says_which_methods_it_takes(inside: httpx.Client) -> None:
    csrf = {"x-csrftoken": inside.cookies[next(name for name in inside.cookies if "csrf" in name)]}
    for method in ("PUT", "DELETE", "FROB"):
        assert inside.request(method, "/api/account", headers=csrf).status_code == 405
    assert "GET" in inside.put("/api/account", headers=csrf).headers["allow"]


def session_of(client: httpx.Client) -> tuple[str, str]:
    """The cookie by which somebody is known: its name and its value."""
    (found,) = [(one.name, one.value or "") for one in client.cookies.jar if "csrf" not in one.name]
    return found


def test_a_session_that_was_there_before_somebody_came_in_does_not_come_in_with_them(address: str) -> None:
    host = origin(address)
    with httpx.Client(base_url=host) as client:
        client.get(address)
        name, _ = session_of(client)
    planted = {name: "f" * 64}
    with httpx.Client(base_url=host, cookies=planted) as client:
        assert client.get("/api/account").status_code == 401
    with httpx.Client(base_url=host) as client:
        client.cookies.set(name, planted[name], domain=urlsplit(host).hostname or "")
        client.get(address)
        _, given = session_of(client)
        assert given != planted[name]
        assert client.get("/api/account").status_code == 200
    refused = httpx.get(f"{host}/api/account", cookies=planted)
    assert refused.status_code == 401
    assert not [one for one in refused.headers.get_list("set-cookie") if one.startswith(name)], "the new one stays"


def test_whoever_comes_in_again_leaves_no_session_behind(address: str) -> None:
    with httpx.Client(base_url=origin(address)) as client:
        client.get(address)
        first = session_of(client)
        client.get(address)
        assert session_of(client) != first
        assert client.get("/api/account").status_code == 200
    assert httpx.get(f"{origin(address)}/api/account", cookies=dict([first])).status_code == 401


def test_nothing_is_kept_of_somebody_who_is_not_in(address: str) -> None:
    refused = httpx.get(f"{origin(address)}/enter?token=x", cookies={"sayso-1": "x"})
    assert refused.status_code == 403
    assert not [one for one in refused.headers.get_list("set-cookie") if "csrf" not in one]


def test_with_it_pages_come_and_nothing_in_them_may_run_but_their_own_script(inside: httpx.Client) -> None:
    page = inside.get("/")
    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(address: str) -> None:
    cookie = httpx.get(address).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_another_name_for_this_machine_is_refused(inside: httpx.Client) -> None:
    assert inside.get("/api/account", headers={"Host": "evil.example"}).status_code == 400


def test_nothing_is_written_for_a_page_of_another_site(inside: httpx.Client) -> None:
    said = {"verdict": "undo", "ids": ["j1"], "because": "x", "by": "Mallory"}
    assert inside.post("/api/judgements", json=said).status_code == 403


def test_it_listens_on_loopback_alone_unless_people_log_in(built: Path) -> None:
    command = [sys.executable, "-m", "sayso", "serve", str(built), "--no-browser", "--host", "0.0.0.0"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "--logins" in refused.stderr


def test_a_port_that_is_taken_is_told(built: Path, address: str) -> None:
    port = str(urlsplit(address).port)
    command = [sys.executable, "-m", "sayso", "serve", str(built), "--no-browser", "--port", port]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 3
    assert "another --port" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_with_a_certificate_it_is_https_and_cookies_go_over_nothing_else(built: Path, tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    certificate, key, trusted = (tmp_path / name for name in ("team.crt", "team.key", "authority.pem"))
    certificate.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(str(key))
    authority.cert_pem.write_to_path(str(trusted))
    with serving(built, "--certificate", str(certificate), "--key", str(key)) as opened:
        assert opened.startswith("https://")
        answer = httpx.get(opened, verify=ssl.create_default_context(cafile=str(trusted)))
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("sort", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_stopped_leaves_one_file_and_says_nothing_of_a_fault(case: Path, sort: signal.Signals) -> None:
    command = [sys.executable, "-m", "sayso", "serve", str(case), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert server.stderr
        assert httpx.get(server.stdout.readline().strip()).is_redirect
        server.send_signal(sort)
        assert server.wait(timeout=60) == 0
        told = server.stderr.read()
    assert told.count("\n") == 1
    assert [one.name for one in case.parent.iterdir() if one.name.startswith(case.stem)] == [case.name]


@pytest.fixture(scope="module")
def team(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for people who log in."""
    logins = tmp_path_factory.mktemp("team") / "team.toml"
    command = [sys.executable, "-m", "sayso", "login", str(logins), "Ines"]
    subprocess.run(command, input=f"{PASSWORD}\n", text=True, check=True, capture_output=True)
    assert PASSWORD not in logins.read_text()
    assert logins.stat().st_mode & 0o077 == 0
    with serving(built, "--logins", str(logins)) as opened:
        yield opened


def test_people_log_in_by_name_and_password(browser: Browser, team: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    assert httpx.get(f"{team}api/account").status_code == 401
    page.goto(f"{team}login")
    page.get_by_label("Name").fill("Ines")
    page.get_by_label("Password").fill("wrong one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("No such name and password.")
    page.get_by_label("Name").fill("Ines")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kazakhstan")
    context.close()


def test_whoever_is_not_in_is_led_to_the_login(browser: Browser, team: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(team)
    expect(page.get_by_label("Password")).to_be_visible()
    context.close()


def test_a_login_from_another_site_is_refused(team: str) -> None:
    assert httpx.post(f"{team}login", data={"name": "Ines", "password": PASSWORD}).status_code == 403


def test_a_session_is_new_when_somebody_logs_in_and_over_when_they_log_out(team: str) -> None:
    with httpx.Client(base_url=team) as client:
        page = client.get("/login").text
        token = page.partition('name="_csrf_token" value="')[2].partition('"')[0]
        name = f"sayso-{urlsplit(team).port}"
        client.cookies.set(name, "planted", domain=urlsplit(team).hostname or "")
        said = {"name": "Ines", "password": PASSWORD, "_csrf_token": token}
        assert client.post("/login", data=said).status_code == 303
        _, given = session_of(client)
        assert given != "planted"
        assert client.get("/api/account").status_code == 200
        assert httpx.get(f"{team}api/account", cookies={name: "planted"}).status_code == 401
        assert client.post("/logout", headers={"x-csrftoken": token}).status_code == 303
    assert httpx.get(f"{team}api/account", cookies={name: given}).status_code == 401


def test_passwords_cannot_be_guessed_at_speed(team: str) -> None:
    with httpx.Client(base_url=team) as client:
        page = client.get("/login").text
        token = page.partition('name="_csrf_token" value="')[2].partition('"')[0]
        tried = [
            client.post("/login", data={"name": "Ines", "password": str(one), "_csrf_token": token}).status_code
            for one in range(15)
        ]
    assert tried[0] == 403
    assert tried[-1] == 429


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("a\nb", PASSWORD), ("Ines", "short"), ("I", "x" * 2000)]
)
def test_what_is_no_login_is_not_written(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(WrongUse):
        add_login(tmp_path / "team.toml", name, password)
    assert not list(tmp_path.iterdir())


def test_a_login_is_added_to_others_and_changed(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    assert add_login(path, 'O"mar\\', PASSWORD)
    assert add_login(path, "Ines", PASSWORD)
    before = read_logins(path)
    assert not add_login(path, "Ines", "another one")
    after = read_logins(path)
    assert before.keys() == after.keys() == {'O"mar\\', "Ines"}
    assert before["Ines"] != after["Ines"]


@pytest.mark.parametrize("content", ["", "no toml", 'Ines = "plain"', "Ines = 3"])
def test_a_file_that_is_none_of_logins_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "team.toml"
    path.write_text(content)
    with pytest.raises(WrongUse):
        read_logins(path)
