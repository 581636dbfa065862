"""Where the packaged program begins."""

from nodes.sdk.launch import run_asked

if not run_asked():
    from app.cli import main

    main()
