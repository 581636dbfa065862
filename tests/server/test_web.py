"""The pages, in a real browser, as a person uses them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Edge
from engine.installed import installed
from tests.conftest import EXAMPLES
from tests.engine.chain.builders import Builder
from tests.processes import until
from tests.server.conftest import TOKEN, Team

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


FILE = {"type": "string", "format": "path", "x-iceos-type": "file"}


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"):
        options.add_argument(argument)
    (tmp_path / "downloads").mkdir()
    options.add_experimental_option("prefs", {"download.default_directory": str(tmp_path / "downloads")})
    options.binary_location = str(shutil.which("chromium") or shutil.which("google-chrome"))
    made = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    yield made
    told = [entry["message"] for entry in made.get_log("browser") if entry["level"] == "SEVERE"]
    made.quit()
    assert not [words for words in told if "401" not in words]


def find(browser: webdriver.Chrome, css: str, has: str = "") -> WebElement:
    """The element, as soon as it is there and has this text."""

    def there(_: object) -> WebElement | None:
        found = browser.find_elements(By.CSS_SELECTOR, css)
        return next((e for e in found if has in e.text), None)

    gone = (WebDriverException,)  # the page has just become another
    made: WebElement = WebDriverWait(browser, 20, ignored_exceptions=gone).until(there)  # type: ignore[arg-type,assignment]
    return made


def log_in(browser: webdriver.Chrome, team: Team, token: str = TOKEN) -> None:
    browser.get(team.url)
    find(browser, "#token").send_keys(token, Keys.ENTER)
    find(browser, "nav")


def state_of(browser: webdriver.Chrome, node: str) -> str:
    return str(browser.find_element(By.CSS_SELECTOR, f'.node[data-node="{node}"]').get_attribute("class"))


def test_a_person_logs_in_runs_a_chain_watches_it_turn_green_and_downloads_the_result(
    team: Team, browser: webdriver.Chrome, tmp_path: Path
) -> None:
    team.client().push(EXAMPLES / "penguins.iceos")
    browser.get(f"{team.url}/web/runs")
    assert browser.current_url.endswith("/web/login")
    find(browser, "#token").send_keys("wrong", Keys.ENTER)
    assert "not known" in find(browser, "[role=alert]").text
    log_in(browser, team)
    find(browser, "a.card", "Penguins").click()
    find(browser, "form.fields button.main").click()
    assert find(browser, "#status", "done")
    for node in ("read", "clean", "report"):
        assert "done" in state_of(browser, node)
    assert find(browser, ".node[data-node=read] .footer", "344 rows")
    assert find(browser, "#results td", "Gentoo")
    width = "return document.querySelector('#results img').naturalWidth"
    assert until(lambda: browser.execute_script(width) > 100, 10)
    find(browser, "#results a", "Download report.html").click()
    assert until(lambda: [f for f in (tmp_path / "downloads").iterdir() if f.suffix == ".html"], 10)
    assert "read done" in find(browser, "#log", "read done").text
    browser.refresh()
    assert find(browser, "#results td", "Gentoo")


def test_a_form_is_made_of_the_schema_and_takes_files(team: Team, browser: webdriver.Chrome, tmp_path: Path) -> None:
    team.client().publish(Bundle(dump(greeting())), "greeting", "1.0.0")
    data = tmp_path / "words.txt"
    data.write_text("over the sea")
    log_in(browser, team)
    browser.get(f"{team.url}/web/chains/greeting")
    assert find(browser, "#f-times").get_attribute("value") == "2"
    find(browser, "#f-words").send_keys(str(data))
    find(browser, "form.fields button.main").click()
    assert find(browser, "#status", "done")
    assert find(browser, "#results pre", "Hello over the sea 2")


def test_a_field_of_several_lines_has_several_lines_here_too(team: Team, browser: webdriver.Chrome) -> None:
    """As on the desktop, where the input was drawn out of a tool's port."""
    build = Builder(installed())
    split = build.node("text.split", at="lines")
    port = installed().newest("text.split").inputs["text"]  # type: ignore[union-attr]  # it is installed
    declared = ChainPort.model_validate({"schema": {**port.schema, "default": "one\ntwo"}, "title": "Poem"})
    update = {
        "title": "Poem",
        "inputs": {"poem": declared, "name": ChainPort.model_validate({"schema": {"type": "string"}})},
        "edges": (Edge.between((INPUTS, "poem"), (split, "text")),),
    }
    team.client().publish(Bundle(dump(build.chain.model_copy(update=update))), "poem", "1.0.0")
    log_in(browser, team)
    browser.get(f"{team.url}/web/chains/poem")
    assert find(browser, "#f-name").tag_name == "input"
    field = find(browser, "#f-poem")
    assert field.tag_name == "textarea"
    assert field.get_attribute("value") == "one\ntwo"


def greeting() -> Chain:
    build = Builder(installed())
    read = build.node("files.read")
    fill = build.node("text.template", variables=["words", "times"], template="Hello {{ words }} {{ times }}")
    build.wire(f"{read}.text", f"{fill}.words")
    chain = build.chain.model_copy(
        update={
            "title": "Greeting",
            "inputs": {
                "words": ChainPort.model_validate({"schema": FILE}),
                "times": ChainPort.model_validate({"schema": {"type": "integer", "default": 2}}),
            },
            "outputs": {"text": ChainPort.model_validate({"schema": {"type": "string"}})},
        }
    )
    wires = (
        Edge.between((INPUTS, "words"), (read, "file")),
        Edge.between((INPUTS, "times"), (fill, "times")),
        Edge.between((fill, "text"), (OUTPUTS, "text")),
    )
    return chain.model_copy(update={"edges": (*chain.edges, *wires)})


def test_a_person_answers_what_a_chain_asks(team: Team, browser: webdriver.Chrome) -> None:
    client = team.client()
    client.push(EXAMPLES / "review.iceos")
    log_in(browser, team)
    browser.get(f"{team.url}/web/chains/review")
    find(browser, "form.fields button.main").click()
    assert find(browser, "#question p", "Shall this page be published?")
    find(browser, "#note").send_keys("looks right")
    find(browser, "#question button", "Approve").click()
    assert find(browser, "#status", "done")
    run = client.runs()[0]
    assert run.status == "done"


def test_a_run_is_stopped_gone_on_with_and_found_in_the_history(
    team: Team, browser: webdriver.Chrome, tmp_path: Path
) -> None:
    build = Builder(installed())
    build.node("flow.wait", seconds=60)
    run = team.client().start_once(Bundle(dump(build.chain)))
    log_in(browser, team)
    browser.get(f"{team.url}/web/runs?status=running")
    assert until(lambda: browser.refresh() or run.id in browser.page_source, 20)
    browser.get(str(find(browser, "td a", run.id).get_attribute("href")))
    find(browser, ".actions button", "Stop").click()
    assert find(browser, "#status", "cancelled")
    assert find(browser, ".actions button", "Resume").is_displayed()
    browser.save_screenshot(str(tmp_path / "stopped.png"))
    find(browser, ".actions summary", "Delete").click()
    browser.save_screenshot(str(tmp_path / "delete.png"))
    find(browser, ".actions button", "Delete this run").click()
    assert until(lambda: browser.current_url.endswith("/web/runs"), 20)
    assert run.id not in browser.page_source


def test_tokens_are_made_and_ended_and_workers_are_shown(team: Team, browser: webdriver.Chrome) -> None:
    log_in(browser, team)
    browser.get(f"{team.url}/web/workers")
    assert find(browser, "td", "server")
    browser.get(f"{team.url}/web/tokens")
    find(browser, "#name").send_keys("for Ann", Keys.ENTER)
    shown = find(browser, "#made").text
    assert team.client(shown).me()["name"] == "for Ann"
    row = find(browser, "tr", "for Ann")
    row.find_element(By.CSS_SELECTOR, "button").click()
    assert find(browser, "p", "1 that have ended")
    with pytest.raises(Exception, match="revoked"):
        team.client(shown).me()


def test_pages_keep_strangers_out(team: Team) -> None:
    """Without a session, with a form from elsewhere, with a script in a name."""
    post: Callable[..., httpx.Response] = httpx.post
    assert httpx.get(f"{team.url}/web/").headers["location"] == "/web/login"
    cookies = {"iceos_session": TOKEN}
    page = httpx.get(f"{team.url}/web/tokens", cookies=cookies)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    bad = [{"Origin": "https://evil.test"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {}]
    for headers in bad:
        answer = post(f"{team.url}/web/tokens", cookies=cookies, headers=headers, data={"name": "x", "scope": "admin"})
        assert answer.status_code == 403, headers
    login = post(f"{team.url}/web/login", data={"token": TOKEN}, headers={"Origin": team.url})
    cookie = login.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/web"))
    hostile = dump(Chain(title="<script>alert(1)</script>", description='"><img src=x onerror=alert(1)>'))
    team.client().publish(Bundle(hostile), "hostile", "1.0.0")
    build = Builder(installed())
    build.node("data.constant", kind="number", value=3)
    run = team.client().start_once(Bundle(dump(build.chain)))
    told = httpx.get(f"{team.url}/web/runs/{run.id}", cookies=cookies, params={"problem": "Call 0800"})
    assert told.status_code == 200
    assert "0800" not in told.text, "words of whoever made the link"
    for path in ("/web/", "/web/chains/hostile"):
        text = httpx.get(team.url + path, cookies=cookies).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
