"""The web application: `streamlit run app.py`, `python app.py` or any ASGI server on `app:app`."""

import gc

# What the start makes stays, and looking for garbage in it takes a fifth of the imports' time. The
# collector comes back when the course is loaded (modules/web/lifespan.py).
gc.disable()

import streamlit as st
from starlette.exceptions import HTTPException

from modules.web.failure import on_script_error, show_refusal
from modules.web.lifespan import lifespan
from modules.web.middleware import middleware
from modules.web.routes import routes

app = st.App(
    "modules/script.py",
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=on_script_error,
    exception_handlers={HTTPException: show_refusal},
)

if __name__ == "__main__":
    app.run()
