"""The empty script that every ratio is measured against: one keyed button and nothing else."""

import streamlit as st

st.button("再来", key="again")
