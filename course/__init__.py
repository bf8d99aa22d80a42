"""The course itself: what is taught, how it is graded, what is remembered, who may see it.

Nothing here imports Streamlit or draws. Read `content` (words), `assessment` (grading),
`people` (sign-in and rights), `records` and `store` (the database), `progress` (where one stands).
"""
