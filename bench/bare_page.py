"""The other side of every comparison: the page anybody would write first, run on default settings."""

import pandas as pd
import plotly.express as px
import streamlit as st

SPECIALTIES = [
    *("Anesthesiology", "Child Neurology", "Dermatology", "Diagnostic Radiology", "Emergency Medicine"),
    *("Family Medicine", "General Surgery", "Internal Medicine", "Interventional Radiology", "Med-Peds"),
    *("Neurological Surgery", "Neurology", "Obstetrics", "Orthopedic Surgery", "Otolaryngology"),
    *("Pathology", "Pediatrics", "Physical Medicine", "Plastic Surgery", "Psychiatry"),
    *("Radiation Oncology", "Transitional Year", "Vascular Surgery"),
]
STEP = {"US MD senior": 3, "US IMG": 5, "Non-US IMG": 7}

st.title("Match rates")
group = st.selectbox("Applicant group", list(STEP))
rates = [40 + (STEP[group] * 11 * place) % 60 for place in range(len(SPECIALTIES))]
frame = pd.DataFrame({"specialty": SPECIALTIES, "rate": rates})
st.plotly_chart(px.bar(frame, x="rate", y="specialty", orientation="h", height=700))
