"""The HTTP side of the application: who may come in, and the few pages that are not Streamlit's.

`routes.routes()`, `middleware.middleware()`, `lifespan.lifespan` and `failure.on_script_error` are
what app.py puts together. A request meets `headers` first, then the `gate`, then a route of ours or
Streamlit.
"""
