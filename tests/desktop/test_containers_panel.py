"""The list of containers, as a person reads it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.desktop.images.containers_panel import ContainersPanel
from engine.executors.docker.executor import ContainerInfo

BUSY = ContainerInfo("0123456789ab", "iceos/node-js:1.0.0", "busy", "words", 12.0, 73.4, 52_000_000)
STARTING = ContainerInfo("ba9876543210", "iceos/nodes-std:0.1.0", "starting", "", 0.5, None, None)


def rows(panel: ContainersPanel) -> list[dict[str, str]]:
    head = panel.tree.headerItem()
    items = [panel.tree.topLevelItem(row) for row in range(panel.tree.topLevelItemCount())]
    return [{head.text(c): item.text(c) for c in range(panel.tree.columnCount())} for item in items if item is not None]


def test_what_a_container_uses_stands_beside_what_it_does(qtbot: QtBot) -> None:
    panel = ContainersPanel(lambda: [BUSY])
    qtbot.addWidget(panel)
    assert rows(panel) == [
        {
            "Image": "iceos/node-js:1.0.0",
            "Node": "words",
            "State": "busy",
            "CPU": "73 %",
            "Memory": "52.0 MB",
            "Container": "0123456789ab",
        }
    ]
    assert panel.count.text() == "1 container of this window"


def test_what_is_not_measured_yet_is_left_open(qtbot: QtBot) -> None:
    containers = [STARTING, BUSY]
    panel = ContainersPanel(lambda: containers)
    qtbot.addWidget(panel)
    assert [(row["State"], row["CPU"], row["Memory"]) for row in rows(panel)] == [
        ("starting", "", ""),
        ("busy", "73 %", "52.0 MB"),
    ]
    assert panel.count.text() == "2 containers of this window"
    containers.clear()
    panel.refresh()
    assert panel.count.text() == "No container of this window runs."


def test_what_is_selected_stays_selected_while_figures_change(qtbot: QtBot) -> None:
    containers = [STARTING, BUSY]
    panel = ContainersPanel(lambda: containers)
    qtbot.addWidget(panel)
    item = panel.tree.topLevelItem(1)
    assert item is not None
    item.setSelected(True)
    containers[1] = BUSY._replace(cpu_percent=12.0)
    panel.refresh()
    (selected,) = panel.tree.selectedItems()
    assert selected.text(3) == "12 %"
    with qtbot.waitSignal(panel.stop_wanted) as stopped:
        panel.buttons["stop"].click()
    assert stopped.args == [BUSY.id]
