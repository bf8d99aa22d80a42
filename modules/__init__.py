"""What people meet: one thin screen per file, the HTTP routes (web/), and the Streamlit script.

Screens draw and decide nothing: what is true, right or allowed is asked of `course`.
"""
