"""How widgets look beside the palette: spacing, soft texts, problems, chips."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtGui import QColor

from canvas.theme import Theme


def sheet(theme: Theme) -> str:
    """The style sheet of the whole program."""
    border, text, soft, accent = theme.border.name(), theme.text.name(), theme.soft.name(), theme.accent.name()
    card, field, canvas, bad = theme.card.name(), theme.field.name(), theme.canvas.name(), theme.bad.name()
    arrow, cross = (_picture(f"{name}-{'dark' if theme.dark else 'light'}.svg") for name in ("arrow", "cross"))
    wash = QColor(theme.accent)
    wash.setAlpha(38)
    tint = f"rgba({wash.red()}, {wash.green()}, {wash.blue()}, {wash.alpha()})"
    return f"""
    QMainWindow::separator {{ background: {border}; width: 1px; height: 1px; }}
    QMainWindow::separator:hover {{ background: {accent}; }}
    QToolBar {{ background: {card}; border: none; border-bottom: 1px solid {border}; padding: 4px 8px; spacing: 2px; }}
    QToolBar::separator {{ background: {border}; width: 1px; margin: 5px 6px; }}
    QToolBar QToolButton {{ padding: 5px; border-radius: 6px; border: none; }}
    QToolBar QToolButton:hover, QToolButton:hover {{ background: {tint}; border-radius: 6px; }}
    QToolBar QToolButton:pressed, QToolButton:checked {{ background: {tint}; border-radius: 6px; }}
    QToolButton {{ border: none; padding: 3px; }}
    QToolButton:focus {{ border: 1px solid {accent}; border-radius: 6px; padding: 2px; }}
    QMenuBar {{ background: {card}; padding: 2px 6px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 5px; }}
    QMenuBar::item:selected {{ background: {tint}; color: {text}; }}
    QMenu {{ background: {card}; border: 1px solid {border}; padding: 5px; }}
    QMenu::item {{ padding: 5px 26px 5px 10px; border-radius: 5px; }}
    QMenu::icon {{ padding-left: 8px; }}
    QMenu::item:selected {{ background: {tint}; color: {text}; }}
    QMenu::item:disabled {{ color: {soft}; }}
    QMenu::separator {{ height: 1px; background: {border}; margin: 5px 8px; }}
    QStatusBar {{ background: {card}; border-top: 1px solid {border}; }}
    QStatusBar::item {{ border: none; }}
    QDockWidget {{ font-weight: 600; }}
    QDockWidget::title {{ background: {card}; padding: 7px 12px; border-bottom: 1px solid {border}; }}
    QDockWidget > QWidget {{ background: {card}; }}
    QTabBar {{ background: {card}; }}
    QTabBar::tab {{ background: transparent; color: {soft}; padding: 7px 14px; border: none;
                    border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
    QTabBar::tab:hover {{ color: {text}; }}
    QTabBar::close-button {{ image: url({cross}); padding: 1px; border-radius: 4px; }}
    QTabBar::close-button:hover {{ background: {tint}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: {card}; }}
    QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {{ background: {field}; border: 1px solid {border};
        border-radius: 6px; padding: 4px 7px; selection-background-color: {accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus {{ border: 1px solid {accent}; }}
    QLineEdit#title {{ font-weight: 600; font-size: 110%; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QSpinBox QLineEdit {{ border: none; padding: 0 7px; background: transparent; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url({arrow}); width: 14px; height: 14px; }}
    QComboBox QAbstractItemView {{ background: {card}; border: 1px solid {border}; selection-background-color: {tint};
        selection-color: {text}; outline: none; }}
    QPushButton {{ background: {field}; border: 1px solid {border}; border-radius: 6px; padding: 4px 11px; }}
    QPushButton:hover {{ border-color: {accent}; }}
    QPushButton:focus {{ border-color: {accent}; }}
    QPushButton:checked {{ background: {tint}; border-color: {accent}; }}
    QPushButton#segment {{ padding: 2px 10px; }}
    QTreeView, QListView, QTableView, QTextBrowser {{ background: {field}; border: 1px solid {border};
        border-radius: 6px; outline: none; alternate-background-color: {canvas}; }}
    QTreeView::item, QListView::item {{ padding: 3px 4px; border-radius: 5px; }}
    QTreeView::item:hover, QListView::item:hover {{ background: {tint}; }}
    QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {{
        background: {tint}; color: {text}; }}
    QTreeView {{ show-decoration-selected: 0; }}
    QTreeView::branch:selected, QTreeView::branch:hover {{ background: transparent; }}
    QHeaderView::section {{ background: {card}; color: {soft}; border: none; border-bottom: 1px solid {border};
        padding: 4px 8px; }}
    QTableCornerButton::section {{ background: {card}; border: none; }}
    QTextBrowser, QPlainTextEdit[readOnly="true"] {{ border: none; }}
    QLabel#soft {{ color: {soft}; }}
    QLabel#label {{ font-weight: 600; }}
    QLabel#preview {{ color: {accent}; }}
    QLabel#heading {{ font-weight: 600; margin-top: 8px; }}
    QLabel#problem {{ color: {bad}; }}
    QFrame#chip {{ background: {tint}; border-radius: 6px; }}
    QFrame#quickAdd {{ background: {card}; border: 1px solid {border}; }}
    QFrame#message {{ background: {card}; border: none; border-bottom: 1px solid {border};
        border-left: 4px solid {accent}; }}
    QFrame#message[kind="error"] {{ border-left: 4px solid {bad}; }}
    QFrame#crumbs {{ background: {card}; border: none; border-bottom: 1px solid {border}; }}
    QFrame#start {{ background: {card}; border: 1px solid {border}; border-radius: 12px; }}
    QToolButton#example {{ padding: 8px; border: 1px solid {border}; border-radius: 8px; font-weight: 600; }}
    QToolButton#example:hover {{ border-color: {accent}; background: {tint}; }}
    QPushButton#link {{ text-align: left; border: none; background: transparent; color: {accent}; padding: 3px 4px; }}
    QPushButton#link:hover {{ background: {tint}; }}
    QFrame#tour {{ background: {card}; border: 1px solid {accent}; border-radius: 10px; }}
    QFrame#tourMark {{ border: 2px solid {accent}; border-radius: 6px; background: transparent; }}
    QToolTip {{ background: {card}; color: {text}; border: 1px solid {border}; padding: 4px 6px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; }}
    QScrollBar::handle {{ background: {border}; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {soft}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; width: 0; height: 0; }}
    """


def _picture(name: str) -> str:
    """The path of an icon, as a style sheet names it."""
    with as_file(files("resources") / "icons" / name) as path:
        return path.as_posix()
